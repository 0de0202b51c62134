package io.entroprint.label;

import io.entroprint.library.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one or several files say of the streams of captures: labels of single streams, and rules
 * that may each label many. Immutable.
 *
 * <pre>{@code
 * LabelSource labels = LabelSource.zeekConnLog(directory.resolve("conn.log"))
 *     .and(LabelSource.filters(directory.resolve("rules.txt")));
 * }</pre>
 *
 * <p>Paths of captures in it are relative to the directory of captures that {@link
 * LabelledCaptures#read} is given.
 */
public final class LabelSource {
  private final List<FlowLabel> flows;
  private final List<LabelRule> rules;
  private final List<String> problems;

  LabelSource(List<FlowLabel> flows, List<LabelRule> rules, List<String> problems) {
    this.flows = List.copyOf(flows);
    this.rules = List.copyOf(rules);
    this.problems = List.copyOf(problems);
  }

  /** Labels of single streams that were had elsewhere. */
  public static LabelSource of(List<FlowLabel> flows) {
    return new LabelSource(flows, List.of(), List.of());
  }

  /**
   * Reads labels of single streams from a CSV file with a header line. Columns: {@code capture,
   * proto, client_ip, client_port, server_ip, server_port, start, label}, and where they are known
   * {@code client, server, settings, nature, group, app}; others are ignored. {@code start} is in
   * seconds since 1970; a {@code label} of {@code ?} or nothing says that no protocol is meant;
   * where there is no {@code group}, the capture is the family.
   *
   * @throws IOException if it can't be read or a line is not as described, naming the file, the
   *     line and what was expected; or if fastcsv, an optional dependency, is missing
   */
  public static LabelSource csv(Path file) throws IOException {
    return of(LabelsCsv.read(file));
  }

  /**
   * Reads labels from a Zeek {@code conn.log}, in its own tab-separated form with a header or as
   * JSON lines, plain or compressed by gzip, whose connections may be in any capture. Of each
   * {@code ts, id.orig_h, id.orig_p, id.resp_h, id.resp_p, proto} and {@code service} are used; one
   * without a service gives no label.
   *
   * <p>The names of services become labels. Those of ours are taken where they differ: {@code ssl}
   * is {@code tls} ({@code dtls} over UDP), {@code ssh} is {@code ssh-2} (the log does not tell the
   * version), {@code dns} over TCP is {@code dns-tcp}, {@code ftp} is {@code ftp-control}, {@code
   * krb*} is {@code kerberos}, {@code dce_rpc} is {@code dcerpc}, {@code rfb} is {@code vnc},
   * {@code pgsql} is {@code postgresql}, {@code ike} and {@code ipsec} are {@code isakmp}, {@code
   * nfs, mount} and {@code portmapper} are {@code onc-rpc}; every other name stands for itself.
   *
   * <p>Of several services those that another one carries are passed over ({@code gssapi}, {@code
   * ntlm}, {@code dce_rpc} inside {@code smb}), and {@code ssl} beside one that began in plain
   * text. If more than one is left, the connection is a problem and gives no label.
   *
   * <p>A line that is broken becomes a problem that names the file and the line; the others count.
   *
   * @throws IOException if the file can't be read or is no such log, or if it is JSON and
   *     jackson-core, an optional dependency, is missing
   * @see <a href="https://docs.zeek.org/en/master/log-formats.html">the format</a>
   */
  public static LabelSource zeekConnLog(Path file) throws IOException {
    return ZeekConnLog.read(file, Optional.empty());
  }

  /**
   * The same, of connections that are all in one capture.
   *
   * @throws IOException as {@link #zeekConnLog(Path)}
   */
  public static LabelSource zeekConnLog(Path file, String capture) throws IOException {
    return ZeekConnLog.read(file, Optional.of(capture));
  }

  /**
   * Reads labels from the flow records of a Suricata EVE log ({@code eve.json}, plain or compressed
   * by gzip), whose flows may be in any capture: the objects with {@code event_type} {@code flow}.
   * Of these {@code proto, src_ip, src_port, dest_ip, dest_port, flow.start} and {@code app_proto}
   * are used; an {@code app_proto} that is absent or {@code failed} is no label. The names become
   * labels as in {@link #zeekConnLog(Path)}.
   *
   * <p>A line that is broken becomes a problem that names the file and the line; the others count.
   *
   * @throws IOException if the file can't be read, or if jackson-core, an optional dependency, is
   *     missing
   * @see <a href="https://docs.suricata.io/en/latest/output/eve/eve-json-format.html">format</a>
   */
  public static LabelSource eveFlows(Path file) throws IOException {
    return EveFlows.read(file, Optional.empty());
  }

  /**
   * The same, of flows that are all in one capture.
   *
   * @throws IOException as {@link #eveFlows(Path)}
   */
  public static LabelSource eveFlows(Path file, String capture) throws IOException {
    return EveFlows.read(file, Optional.of(capture));
  }

  /**
   * Reads labels from the names of folders: every stream of the captures in {@code DIR/ssh-2} is
   * {@code ssh-2}. Each capture is a family of its own; captures in a folder below that of the
   * label, such as {@code DIR/ssh-2/laptop/monday.pcap}, belong to the family of that name ({@code
   * laptop}), which other labels may share. Captures are recognised by name or content; those that
   * lie in the directory itself say nothing. A folder whose name is no label is a problem; the
   * others count.
   *
   * @param directory that of the captures
   * @throws IOException if the directory can't be searched
   */
  public static LabelSource folders(Path directory) throws IOException {
    return LabelFolders.read(directory);
  }

  /**
   * Reads rules, which hold in all captures, from a text file, one a line: a label, a colon and a
   * filter. Empty lines and lines that begin with {@code #} say nothing.
   *
   * <pre>
   * # our own servers
   * ssh-2: tcp dst port 22 and dst net 192.0.2.0/24
   * sip:   udp port 5060 or udp port 5061
   * </pre>
   *
   * <p>A filter is a subset of the pcap filter language, asked about a stream and not about a
   * packet: {@code src} is the client and {@code dst} the server; without either, one of the two
   * has to fit.
   *
   * <pre>
   * tcp                                udp
   * [src | dst] host ADDRESS           [src | dst] net ADDRESS/LENGTH
   * [src | dst] port NUMBER            [src | dst] portrange FIRST-LAST
   * not E   ! E   E and E   E &amp;&amp; E   E or E   E || E   ( E )
   * </pre>
   *
   * <p>{@code tcp} or {@code udp} may stand before {@code src}, {@code dst}, {@code port} and
   * {@code portrange} and narrows it. As in the pcap language {@code not} binds closest, and {@code
   * and} and {@code or} bind alike, from left to right. Addresses and ports are numbers, never
   * names.
   *
   * <p>A line that is no rule becomes a problem that names the file, the line and the column; the
   * others count.
   *
   * @throws IOException if it can't be read
   * @see <a href="https://www.tcpdump.org/manpages/pcap-filter.7.html">pcap-filter(7)</a>
   */
  public static LabelSource filters(Path file) throws IOException {
    return FilterRules.read(file);
  }

  /**
   * One rule, which holds in all captures.
   *
   * @param filter as in {@link #filters}, such as {@code tcp dst port 4711}; empty for every stream
   * @throws FlowFilter.SyntaxException if it is no filter; the message names the column and what
   *     was expected
   */
  public static LabelSource rule(Label label, String filter) {
    FlowFilter which = filter.isBlank() ? FlowFilter.all() : FlowFilter.parse(filter);
    return new LabelSource(
        List.of(),
        List.of(new LabelRule(Optional.empty(), which, label, Optional.empty(), "the rule")),
        List.of());
  }

  /**
   * Both together. A stream on which they agree has the label once; what is known of its client and
   * server is what this source says.
   */
  public LabelSource and(LabelSource other) {
    return new LabelSource(
        joined(flows, other.flows), joined(rules, other.rules), joined(problems, other.problems));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The labels of single streams. */
  public List<FlowLabel> flows() {
    return flows;
  }

  List<LabelRule> rules() {
    return rules;
  }

  /** What was wrong with the files, one line each; the rest of them counts. */
  public List<String> problems() {
    return problems;
  }
}
