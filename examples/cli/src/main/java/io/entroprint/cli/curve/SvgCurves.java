package io.entroprint.cli.curve;

import io.entroprint.cli.base.RandomBand;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.text.DecimalText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws curves into an SVG picture. The chart libraries of the JVM measure text with the fonts of
 * the machine, so that their pictures differ from one to the next; this needs no measure, and gives
 * the same bytes everywhere.
 */
final class SvgCurves {
  private static final int LEFT = 56;
  private static final int TOP = 40;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEGEND = LEFT + WIDTH + 16;
  private static final int PAGE_WIDTH = LEGEND + 330;
  private static final int PAGE_HEIGHT = TOP + HEIGHT + 64;
  private static final int MOST_NAMED = 18;
  private static final int MOST_LETTERS = 38;

  /** That the colour-blind can tell apart, after Okabe and Ito. */
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#b8408f", "#e69f00", "#3aa7dd", "#6f4fbf", "#8a5a2b");

  private static final List<String> DASHES = List.of("", "7 3", "2 2", "9 3 2 3");

  private final StringBuilder svg = new StringBuilder();
  private final String title;
  private final CurvePicture.Range bytes;
  private final CurvePicture.Range bits;
  private final double threshold;

  /** The curve of a stream, and what it has its colour by. */
  record Curve(String group, EntropyCurve curve, View view) {}

  /** A group's share of the legend. */
  private record Group(String name, int count) {}

  SvgCurves(String title, CurvePicture.Range bytes, CurvePicture.Range bits, double threshold) {
    this.title = title;
    this.bytes = bytes;
    this.bits = bits;
    this.threshold = threshold;
  }

  /**
   * The picture.
   *
   * @param all the curves there are
   * @param drawn those of them to draw
   */
  String draw(List<Curve> all, List<Curve> drawn) {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    svg.append(PAGE_WIDTH).append(' ').append(PAGE_HEIGHT).append("\" width=\"");
    svg.append(PAGE_WIDTH).append("\" height=\"").append(PAGE_HEIGHT);
    svg.append("\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#1c2330\">\n");
    svg.append("<title>").append(escaped(title)).append("</title>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    svg.append("<clipPath id=\"plot\"><rect x=\"").append(LEFT).append("\" y=\"").append(TOP);
    svg.append("\" width=\"").append(WIDTH).append("\" height=\"").append(HEIGHT);
    svg.append("\"/></clipPath>\n");
    text(LEFT, 24, "font-size=\"15\" font-weight=\"bold\"", title);
    axes();
    svg.append("<g clip-path=\"url(#plot)\" fill=\"none\" stroke-linejoin=\"round\">\n");
    random();
    List<Group> groups = groups(all);
    for (int i = groups.size() - 1; i >= 0; i--) {
      curves(groups.get(i), style(i), drawn);
    }
    line(threshold, "stroke=\"#1c2330\" stroke-dasharray=\"2 3\"");
    svg.append("</g>\n");
    legend(groups, all.size(), drawn.size());
    return svg.append("</svg>\n").toString();
  }

  /** The groups with the most curves first. */
  private static List<Group> groups(List<Curve> all) {
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(curve -> counts.merge(curve.group(), 1, Integer::sum));
    List<Group> groups = new ArrayList<>();
    counts.forEach((name, count) -> groups.add(new Group(name, count)));
    groups.sort(Comparator.comparingInt(Group::count).reversed());
    return groups;
  }

  private static String style(int rank) {
    String dash = DASHES.get(rank / COLOURS.size() % DASHES.size());
    return "stroke=\""
        + COLOURS.get(rank % COLOURS.size())
        + (dash.isEmpty() ? "\"" : "\" stroke-dasharray=\"" + dash + "\"");
  }

  private void axes() {
    for (int offset = 1; offset <= 65_536; offset *= 2) {
      boolean few = bytes.to() / bytes.from() > 4096;
      if (offset >= bytes.from() && offset <= bytes.to() && !(few && odd(offset))) {
        svg.append("<path stroke=\"#e3e6eb\" d=\"M");
        point(x(offset), TOP);
        svg.append('V').append(TOP + HEIGHT).append("\"/>\n");
        String name = offset < 1024 ? offset + "" : offset / 1024 + " KiB";
        text(x(offset), TOP + HEIGHT + 18, "text-anchor=\"middle\"", name);
      }
    }
    double span = bits.to() - bits.from();
    double step = span > 4 ? 1 : span > 1.5 ? 0.5 : span > 0.6 ? 0.1 : span > 0.2 ? 0.05 : 0.01;
    for (long i = (long) Math.ceil(bits.from() / step - 1e-9); i * step <= bits.to() + 1e-9; i++) {
      line(i * step, "stroke=\"#e3e6eb\"");
      text(
          LEFT - 8,
          y(i * step) + 4,
          "text-anchor=\"end\"",
          DecimalText.of(i * step, span > 4 ? 0 : 2));
    }
    int middle = TOP + HEIGHT / 2;
    text(LEFT + WIDTH / 2.0, PAGE_HEIGHT - 24, "text-anchor=\"middle\"", "bytes from the start");
    text(
        14,
        middle,
        "text-anchor=\"middle\" transform=\"rotate(-90 14 " + middle + ")\"",
        "entropy, bits per byte");
  }

  /** Whether a power of two has an odd exponent. */
  private static boolean odd(int power) {
    return Integer.numberOfTrailingZeros(power) % 2 == 1;
  }

  /** What random bytes have: a band of three standard deviations to either side. */
  private void random() {
    List<RandomBand.Point> points = RandomBand.points();
    svg.append("<path fill=\"#7d8592\" fill-opacity=\".35\" stroke=\"#7d8592\" d=\"M");
    for (RandomBand.Point point : points) {
      point(x(point.offset()), y(point.expected() + 3 * point.deviation()));
    }
    for (int i = points.size() - 1; i >= 0; i--) {
      RandomBand.Point point = points.get(i);
      point(x(point.offset()), y(point.expected() - 3 * point.deviation()));
    }
    svg.append("Z\"/>\n");
  }

  private void curves(Group group, String style, List<Curve> drawn) {
    svg.append("<g ").append(style).append(" stroke-opacity=\".55\" stroke-width=\"1.3\">\n");
    for (Curve one : drawn) {
      if (one.group().equals(group.name())) {
        svg.append("<path d=\"M");
        for (int i = 0; i < one.curve().reached(one.view()); i++) {
          point(x(one.curve().grid().get(i)), y(one.curve().get(one.view(), i)));
        }
        svg.append("\"/>\n");
      }
    }
    svg.append("</g>\n");
  }

  private void line(double at, String style) {
    svg.append("<path ").append(style).append(" d=\"M");
    point(LEFT, y(at));
    svg.append('H').append(LEFT + WIDTH).append("\"/>\n");
  }

  private void legend(List<Group> groups, int all, int drawn) {
    int named = Math.min(groups.size(), MOST_NAMED);
    for (int i = 0; i < named; i++) {
      Group group = groups.get(i);
      entry(i, style(i) + " stroke-width=\"2.5\"", name(group.name()) + " (" + group.count() + ")");
    }
    int row = named;
    if (groups.size() > named) {
      text(LEGEND + 34, legendY(row++) + 4, "", "and " + (groups.size() - named) + " more");
    }
    entry(row++, "stroke=\"#7d8592\" stroke-opacity=\".6\" stroke-width=\"6\"", "random ± 3 SD");
    String bound = DecimalText.ofShort(threshold, 8);
    entry(row++, "stroke=\"#1c2330\" stroke-dasharray=\"2 3\"", bound + " bits");
    if (drawn < all) {
      text(LEGEND, legendY(row) + 4, "", drawn + " of " + all + " curves drawn");
    }
  }

  private static String name(String group) {
    String name = group.isEmpty() ? "(none)" : group;
    return name.length() > MOST_LETTERS ? name.substring(0, MOST_LETTERS - 1) + "…" : name;
  }

  private static int legendY(int row) {
    return TOP + 8 + 20 * row;
  }

  private void entry(int row, String style, String name) {
    svg.append("<path ").append(style).append(" d=\"M");
    svg.append(LEGEND).append(' ').append(legendY(row)).append("h26\"/>\n");
    text(LEGEND + 34, legendY(row) + 4, "", name);
  }

  private double x(double offset) {
    double from = StrictMath.log(bytes.from());
    double share = (StrictMath.log(offset) - from) / (StrictMath.log(bytes.to()) - from);
    return LEFT + WIDTH * share;
  }

  private double y(double value) {
    return TOP + HEIGHT * (bits.to() - value) / (bits.to() - bits.from());
  }

  /** Two numbers; a path takes those after the first pair for the ends of lines. */
  private void point(double x, double y) {
    svg.append(DecimalText.ofShort(x, 1)).append(' ').append(DecimalText.ofShort(y, 1)).append(' ');
  }

  private void text(double x, double y, String attributes, String text) {
    svg.append("<text x=\"").append(DecimalText.ofShort(x, 1));
    svg.append("\" y=\"").append(DecimalText.ofShort(y, 1));
    svg.append("\" ").append(attributes).append('>').append(escaped(text)).append("</text>\n");
  }

  /** As text of XML, which has no place for control characters and lone surrogates. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> {
                  boolean fit = c >= ' ' && !(c >= 0xd800 && c <= 0xdfff) && c < 0xfffe;
                  escaped.appendCodePoint(fit || c > 0xffff ? c : 0xfffd);
                }
              }
            });
    return escaped.toString();
  }
}
