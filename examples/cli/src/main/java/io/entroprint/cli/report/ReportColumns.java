package io.entroprint.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entroprint.cli.base.Endpoint;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.cli.session.GivenLabels;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.stream.FlowKey;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The streams of a report, column by column; texts are indices into one table of texts. */
final class ReportColumns {
  private static final long NANOS_PER_MICRO = 1000;

  private final JsonGenerator json;
  private final GivenLabels given;
  private final long firstNanos;
  private final IdentityHashMap<FoundSession, Explained> explained;
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  ReportColumns(JsonGenerator json, ReportContent content, long firstNanos) {
    this.json = json;
    this.given = content.given();
    this.explained = content.explained();
    this.firstNanos = firstNanos;
  }

  /** Writes one value of a column. */
  private interface Cell {
    void write(FoundSession stream) throws IOException;
  }

  /** One text of a column. */
  private interface Text {
    String of(FoundSession stream);
  }

  void write(List<FoundSession> streams) throws IOException {
    json.writeObjectFieldStart("streams");
    texts("capture", streams, FoundSession::capture);
    texts("proto", streams, one -> key(one).transport().name());
    texts("client", streams, one -> key(one).client().toString());
    numbers("clientPort", streams, one -> json.writeNumber(key(one).clientPort()));
    texts("server", streams, one -> key(one).server().toString());
    numbers("serverPort", streams, one -> json.writeNumber(key(one).serverPort()));
    numbers("start", streams, one -> micros(one.session().startNanos() - firstNanos));
    numbers("duration", streams, one -> micros(one.session().durationNanos()));
    numbers("toServer", streams, one -> json.writeNumber(one.session().bytesToServer()));
    numbers("toClient", streams, one -> json.writeNumber(one.session().bytesToClient()));
    texts("label", streams, one -> one.session().label());
    texts("decision", streams, ReportColumns::decision);
    numbers("confidence", streams, one -> decimals(one.verdict().confidence(), 2));
    texts("nature", streams, one -> one.session().nature().id());
    texts("clientSoftware", streams, one -> value(one.verdict().client()));
    texts("serverSoftware", streams, one -> value(one.verdict().server()));
    texts("settings", streams, one -> value(one.verdict().settings()));
    numbers("clientConfidence", streams, one -> decimals(confidence(one.verdict().client()), 2));
    numbers("serverConfidence", streams, one -> decimals(confidence(one.verdict().server()), 2));
    numbers(
        "settingsConfidence", streams, one -> decimals(confidence(one.verdict().settings()), 2));
    texts("nearest", streams, one -> one.verdict().nearest().orElse(""));
    numbers("distance", streams, one -> decimals(one.verdict().distance(), 3));
    texts("reason", streams, one -> reason(one.verdict()));
    texts("note", streams, ReportColumns::note);
    numbers("id", streams, one -> json.writeString(key(one).communityId()));
    if (!given.isEmpty()) {
      texts("given", streams, one -> given.name(one.summary()));
    }
    numbers("explained", streams, one -> explained(explained.get(one)));
    numbers("curves", streams, one -> ReportJson.curves(json, one.curve()));
    json.writeEndObject();
    json.writeArrayFieldStart("texts");
    for (String text : texts.keySet()) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void explained(Explained said) throws IOException {
    if (said == null) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    json.writeNumber(place(said.second));
    decimals(said.distance, 3);
    json.writeNumber(said.partingOffset);
    json.writeArray(said.ofNearest, 0, said.ofNearest.length);
    json.writeArray(said.ofSecond, 0, said.ofSecond.length);
    json.writeEndArray();
  }

  private int place(String text) {
    return texts.computeIfAbsent(text, key -> texts.size());
  }

  private static FlowKey key(FoundSession stream) {
    return stream.session().key();
  }

  /** An FTP control channel that announced the stream is no verdict on its bytes. */
  private static String decision(FoundSession stream) {
    Verdict verdict = stream.verdict();
    return stream.session().label().equals(verdict.labelOrDecision())
        ? verdict.decision().id()
        : "announced";
  }

  private static String value(Optional<Claim> claim) {
    return claim.map(Claim::value).orElse("");
  }

  private static double confidence(Optional<Claim> claim) {
    return claim.map(Claim::confidence).orElse(Double.NaN);
  }

  private static String reason(Verdict verdict) {
    return verdict.reason().map(Verdict.Reason::sentence).orElse("");
  }

  private static String note(FoundSession stream) {
    StringBuilder note = new StringBuilder();
    stream.transfer().ifPresent(transfer -> note.append(transfer(transfer)));
    if (stream.summary().start().midstream()) {
      note.append("its start was not seen; ");
    }
    if (stream.summary().gap()) {
      note.append("bytes are missing; ");
    }
    return note.length() == 0 ? "" : note.substring(0, note.length() - 2);
  }

  private static String transfer(FtpTransfer transfer) {
    FlowKey control = transfer.control();
    return "FTP "
        + transfer.command()
        + (transfer.fileName().isEmpty() ? "" : " " + transfer.fileName())
        + " of "
        + Endpoint.client(control)
        + " > "
        + Endpoint.server(control)
        + "; ";
  }

  private void micros(long nanos) throws IOException {
    json.writeNumber(nanos / NANOS_PER_MICRO);
  }

  private void decimals(double value, int decimals) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeNull();
      return;
    }
    json.writeNumber(DecimalText.ofShort(value, decimals));
  }

  private void texts(String name, List<FoundSession> streams, Text text) throws IOException {
    numbers(name, streams, one -> json.writeNumber(place(text.of(one))));
  }

  private void numbers(String name, List<FoundSession> streams, Cell cell) throws IOException {
    json.writeArrayFieldStart(name);
    for (FoundSession stream : streams) {
      cell.write(stream);
    }
    json.writeEndArray();
  }
}
