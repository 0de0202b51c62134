package io.entroprint.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/** One page of the site: Markdown in, HTML out. */
final class Page {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final String STYLE =
      """
      body{margin:0 auto;max-width:60rem;padding:0 1rem 4rem;font:16px/1.5 system-ui,sans-serif}
      nav{padding:.6rem 0;border-bottom:1px solid #8884}nav a{margin-right:1rem}
      pre{overflow-x:auto;padding:.7rem;background:#8881}code{font-size:90%}
      table{border-collapse:collapse;display:block;overflow-x:auto}
      td,th{border:1px solid #8884;padding:.2rem .5rem;text-align:left;vertical-align:top}
      img{max-width:100%}@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}a{color:#8bf}}
      """;

  private Page() {}

  /**
   * The HTML of a page.
   *
   * @param name its path in the repository
   * @param navigation a number and a title for the pages that each page leads to
   */
  static String of(String name, String markdown, Map<String, String> navigation) {
    Node document = Parser.builder().extensions(TABLES).build().parse(markdown);
    StringBuilder title = new StringBuilder();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            if (heading.getLevel() == 1 && title.isEmpty()) {
              title.append(text(heading));
            }
          }

          @Override
          public void visit(Link link) {
            link.setDestination(destination(link.getDestination()));
            visitChildren(link);
          }
        });
    Map<String, Integer> used = new HashMap<>();
    AttributeProvider anchors =
        (node, tag, attributes) -> {
          if (node instanceof Heading heading) {
            String anchor = anchor(text(heading));
            int before = used.merge(anchor, 1, Integer::sum) - 1;
            attributes.put("id", before == 0 ? anchor : anchor + "-" + before);
          }
        };
    String body =
        HtmlRenderer.builder()
            .extensions(TABLES)
            .attributeProviderFactory(context -> anchors)
            .build()
            .render(document);
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
        + title.toString().replace("<", "&lt;")
        + "</title><style>\n"
        + STYLE
        + "</style></head><body><nav>"
        + links(name, navigation)
        + "</nav>\n"
        + body
        + "</body></html>\n";
  }

  private static String links(String page, Map<String, String> navigation) {
    String up = "../".repeat((int) page.chars().filter(c -> c == '/').count());
    List<String> links = new ArrayList<>();
    navigation.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(
            entry ->
                links.add(
                    "<a href=\""
                        + up
                        + Site.html(entry.getKey())
                        + "\">"
                        + entry.getValue().substring(2)
                        + "</a>"));
    links.add("<a href=\"" + up + "javadoc/index.html\">Javadoc</a>");
    return String.join(" ", links);
  }

  /** Links to pages of the repository become links to pages of the site. */
  private static String destination(String link) {
    if (link.contains("://")) {
      return link;
    }
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    return Site.html(file) + (hash < 0 ? "" : link.substring(hash));
  }

  /** As on the pages of the repository: lower case, without marks, a hyphen for a space. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text literal) {
            text.append(literal.getLiteral());
          }

          @Override
          public void visit(Code code) {
            text.append(code.getLiteral());
          }
        });
    return text.toString();
  }
}
