package io.entroprint.label;

import io.entroprint.library.Label;
import io.entroprint.library.LabelDefinition;
import io.entroprint.library.LabelDefinition.Tool;
import io.entroprint.stream.Transport;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns the names that Zeek and Suricata give to protocols into labels, by {@link LabelDefinition}.
 * Names that are not there stand for themselves, in lower case. DNS and TLS have different labels
 * over TCP and UDP.
 */
final class ServiceNames {
  private static final Map<String, String> OURS = new HashMap<>();

  static {
    for (LabelDefinition definition : LabelDefinition.all()) {
      for (LabelDefinition.Tool tool : List.of(Tool.ZEEK, Tool.SURICATA)) {
        for (String name : definition.meantBy(tool)) {
          OURS.putIfAbsent(name, definition.label().name());
        }
      }
    }
  }

  /** Only ever spoken inside another protocol. */
  private static final Set<String> AUXILIARY = Set.of("gssapi", "ntlm", "spnego");

  /** What SMB carries. */
  private static final Set<Label> INSIDE_SMB = Set.of(new Label("dcerpc"), new Label("kerberos"));

  private static final Label SMB = new Label("smb");
  private static final Set<Label> TLS = Set.of(new Label("tls"), new Label("dtls"));

  private ServiceNames() {}

  /**
   * The label of one name.
   *
   * @throws IllegalArgumentException if the name is not in the table and no valid label
   */
  static Label label(String name, Transport transport) {
    String lower = name.toLowerCase(Locale.ROOT);
    String ours = OURS.getOrDefault(lower, lower);
    if (transport == Transport.TCP && ours.equals("dns")) {
      return new Label("dns-tcp");
    }
    if (transport == Transport.UDP && ours.equals("tls")) {
      return new Label("dtls");
    }
    return new Label(ours);
  }

  /**
   * The labels that are left of several names of one stream. Names that only ever stand beside that
   * of what carries them are dropped, and so is TLS beside what began it, such as SMTP, or what it
   * is a part of, such as QUIC.
   *
   * @param names a name that begins with {@code -} is one that was given up, and is passed over
   * @throws IllegalArgumentException if a name is not in the table and no valid label
   */
  static Set<Label> labels(List<String> names, Transport transport) {
    Set<Label> labels = new TreeSet<>();
    for (String name : names) {
      if (!name.startsWith("-") && !AUXILIARY.contains(name.toLowerCase(Locale.ROOT))) {
        labels.add(label(name, transport));
      }
    }
    if (labels.contains(SMB)) {
      labels.removeAll(INSIDE_SMB);
    }
    if (labels.size() > 1) {
      labels.removeAll(TLS);
    }
    return labels;
  }
}
