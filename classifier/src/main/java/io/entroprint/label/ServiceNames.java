package io.entroprint.label;

import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns the names that Zeek and Suricata give to protocols into labels. Names that are not in the
 * table stand for themselves, in lower case.
 *
 * <table>
 *   <caption>Names of theirs and ours</caption>
 *   <tr><th>theirs<th>ours
 *   <tr><td>ssl<td>tls, over UDP dtls
 *   <tr><td>ssh<td>ssh-2: neither log tells the version
 *   <tr><td>dns<td>dns, over TCP dns-tcp
 *   <tr><td>ftp<td>ftp-control
 *   <tr><td>krb, krb_tcp, krb_udp, krb5<td>kerberos
 *   <tr><td>dce_rpc<td>dcerpc
 *   <tr><td>rfb<td>vnc
 *   <tr><td>pgsql<td>postgresql
 *   <tr><td>ike, ikev2, ipsec<td>isakmp
 *   <tr><td>nfs, mount, portmapper, rpc<td>onc-rpc
 *   <tr><td>jabber<td>xmpp
 *   <tr><td>gtpv1<td>gtp
 *   <tr><td>netbios_ssn<td>netbios-ssn
 *   <tr><td>opcua_binary<td>opcua
 *   <tr><td>ldap_tcp, ldap_udp, dnp3_tcp, dnp3_udp, enip_tcp, enip_udp<td>without the end
 * </table>
 */
final class ServiceNames {
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("ssl", "tls"),
          Map.entry("ssh", "ssh-2"),
          Map.entry("ftp", "ftp-control"),
          Map.entry("krb", "kerberos"),
          Map.entry("krb_tcp", "kerberos"),
          Map.entry("krb_udp", "kerberos"),
          Map.entry("krb5", "kerberos"),
          Map.entry("dce_rpc", "dcerpc"),
          Map.entry("rfb", "vnc"),
          Map.entry("pgsql", "postgresql"),
          Map.entry("ike", "isakmp"),
          Map.entry("ikev2", "isakmp"),
          Map.entry("ipsec", "isakmp"),
          Map.entry("nfs", "onc-rpc"),
          Map.entry("mount", "onc-rpc"),
          Map.entry("portmapper", "onc-rpc"),
          Map.entry("rpc", "onc-rpc"),
          Map.entry("jabber", "xmpp"),
          Map.entry("gtpv1", "gtp"),
          Map.entry("netbios_ssn", "netbios-ssn"),
          Map.entry("opcua_binary", "opcua"),
          Map.entry("ldap_tcp", "ldap"),
          Map.entry("ldap_udp", "ldap"),
          Map.entry("dnp3_tcp", "dnp3"),
          Map.entry("dnp3_udp", "dnp3"),
          Map.entry("enip_tcp", "enip"),
          Map.entry("enip_udp", "enip"));

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
