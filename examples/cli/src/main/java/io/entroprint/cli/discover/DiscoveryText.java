package io.entroprint.cli.discover;

import io.entroprint.cli.base.Counted;
import io.entroprint.cli.base.Endpoint;
import io.entroprint.discover.StreamGroup.KnownLabel;
import io.entroprint.session.Session;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import io.entroprint.text.PrintableText;
import java.util.stream.Collectors;

/** Groups for people, a paragraph each. */
final class DiscoveryText {
  private static final double NANOS = 1e9;

  private final StringBuilder out;

  DiscoveryText(StringBuilder out) {
    this.out = out;
  }

  /**
   * Appends all.
   *
   * @param streams how many there are, with those that were not asked about
   */
  void append(Discovery discovery, int streams) {
    int asked = discovery.asked().size();
    int inNone = discovery.groups().inNone();
    line(
        Counted.of(asked, "stream")
            + " of "
            + streams
            + (asked == 1 ? " was" : " were")
            + " compared: "
            + (asked - inNone)
            + " in "
            + Counted.of(discovery.facts().size(), "group")
            + ", "
            + inNone
            + " in none");
    if (discovery.undecided() > 0) {
      line(
          Counted.of(discovery.undecided(), "stream")
              + " with too few bytes, or whose start was not seen, could not be compared");
    }
    if (discovery.groups().sampled() < asked) {
      line(
          "The groups were found among "
              + discovery.groups().sampled()
              + " of them (--sample); the others joined the group that they are near to");
    }
    discovery.facts().forEach(this::group);
  }

  private void group(GroupFacts facts) {
    Session typical = facts.typical().session();
    out.append('\n');
    line("Group " + facts.number() + ": " + Counted.of(facts.streams().size(), "stream"));
    item(
        "hosts",
        Counted.of(facts.clients(), "client")
            + " to "
            + Counted.of(facts.servers(), "server")
            + ", "
            + facts.group().transport().name()
            + " port "
            + facts.listed(facts.ports()));
    item("destinations", facts.listed(facts.destinations()));
    item(
        "traffic",
        Counted.of(facts.bytes(), "byte")
            + "; half of the streams have at most "
            + Counted.of(facts.medianBytes(), "byte")
            + " and "
            + decimal(facts.medianNanos() / NANOS)
            + " s");
    item("nature", facts.listed(facts.natures()));
    if (facts.labels().size() > 1 || facts.refusal().isEmpty()) {
      item("labels", facts.listed(facts.labels()));
    }
    item(
        "tightness",
        "half of them within "
            + decimal(facts.group().spread())
            + " of the typical one, all within "
            + decimal(facts.group().radius()));
    item(
        "typical",
        facts.typical().capture()
            + " "
            + Endpoint.client(typical.key())
            + " > "
            + Endpoint.server(typical.key()));
    item("", PacketTime.text(typical.startNanos()) + " " + typical.key().communityId());
    item(
        "nearest",
        facts.group().nearest().stream()
            .map(DiscoveryText::known)
            .collect(Collectors.joining(", ")));
    if (!facts.refusal().isEmpty()) {
      item("refused", facts.refusal() + confidence(facts));
    }
    facts.hint().ifPresent(name -> item("perhaps", name + ", by the port alone: a hint"));
  }

  private static String confidence(GroupFacts facts) {
    return " (confidence "
        + DecimalText.of(facts.typical().verdict().confidence(), 2)
        + ", a label needs "
        + DecimalText.of(facts.threshold(), 2)
        + ")";
  }

  private static String known(KnownLabel known) {
    return known.label() + " at " + decimal(known.distance());
  }

  private static String decimal(double value) {
    return DecimalText.of(value, 3);
  }

  private void item(String name, String text) {
    line("  " + name + " ".repeat(14 - name.length()) + text);
  }

  private void line(String text) {
    out.append(PrintableText.of(text)).append('\n');
  }
}
