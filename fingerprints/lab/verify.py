"""Compares the labels of captures with what tshark makes of the streams.

verify.py [DIR]    says of each label how many streams tshark takes for the same, with its decoder forced to the server's
port where the port is not the usual one, and names the others
"""
import collections
import csv
import os
import subprocess
import sys

# label: tshark's name in frame.protocols, and in -d, if another; labels that it does not know are left out
NAMES = {
    "ajp13": "ajp13", "amqp": "amqp", "amqp-1.0": "amqp", "bfd": "bfd", "bgp": "bgp", "bittorrent-dht": "bt-dht", "bjnp": "bjnp",
    "cassandra": "cql", "coap": "coap", "collectd": "collectd", "corba-giop": "giop", "dhcpv6": "dhcpv6", "dicom": "dicom",
    "fastcgi": "fcgi", "finger": "finger", "ftp-control": "ftp", "gearman": "gearman", "git": "git", "gopher": "gopher",
    "http": "http", "iec104": "iec60870_104", "imap": "imap", "iscsi": "iscsi", "iso-mms": "mms",
    "kerberos": "kerberos", "l2tp": "l2tp", "ldap": "ldap", "memcached": "memcache", "mqtt": "mqtt", "mysql": "mysql",
    "nbdgm": "nbdgm", "netflow": "cflow", "nntp": "nntp", "onc-rpc": "rpc", "openflow": "openflow",
    "openvpn": "openvpn", "openwire": "openwire", "pop3": "pop", "postgresql": "pgsql", "ptp": "ptp", "radius": "radius",
    "redis": "resp", "rsync": "rsync", "rtcp": "rtcp", "rtmp": "rtmpt", "rtp": "rtp", "rtsp": "rtsp", "s7comm": "s7comm",
    "sflow": "sflow", "smtp": "smtp", "ssh-2": "ssh",  "stun": "stun", "syslog": "syslog", "tftp": "tftp",
    "thrift": "thrift", "tls": "tls", "uftp": "uftp", "vxlan": "vxlan", "whois": "whois", "x11": "x11", "xmpp": "xmpp", "hl7": "hl7", 
    "z3950": "z3950", "isakmp": "isakmp", "rtps": "rtps", "snmp": "snmp", "quic": "quic", "dtls": "dtls", "sip": "sip", "gtp": "gtp", "dns": "dns",
    "lisp": "lisp", "wireguard": "wg", "enip": "enip", "omron-fins": "omron", "bacnet": "bvlc",
    "ads-ams": "ams", "afp-dsi": "dsi", "bitcoin": "bitcoin", "ceph": "ceph", "diameter": "diameter", "drda": "drda", "fix": "fix", "mongodb": "mongo",
    "netbios-ssn": "nbss", "rsh": "rsh", "smb": "smb2", "socks": "socks", "bittorrent": "bittorrent",
}
ALSO = {"rsh": ("rlogin", "exec"), "smb": ("smb",), "stun": ("classicstun",), "dns": ("dns", "mdns", "llmnr", "nbns"), "uftp": ("uftp4", "uftp5"), "openflow": ("openflow_v1", "openflow_v4", "openflow_v5", "openflow_v6"),
        "ldap": ("cldap",), "s7comm": ("cotp",), "iso-mms": ("cotp",), "rtmp": ("rtmpt",), "mysql": ("tls",), "postgresql": ("tls",)}
DECODER = {"openflow": "openflow", "iso-mms": "tpkt", "s7comm": "tpkt", "http": "http"}
# Forced only where the port does not tell: a decoder that is forced takes anything.
FORCED = {"coap", "dicom", "fastcgi", "finger", "ftp-control", "git", "gopher", "imap", "memcached", "mqtt", "mysql", "netflow", "pop3",
          "postgresql", "redis", "rsync", "rtp", "rtcp", "rtmp", "rtsp", "smtp", "ssh-2", "stun", "thrift", "tls", "vxlan", "x11",
          "openflow", "openvpn", "amqp-1.0", "http", "ajp13", "z3950", "openwire",
          "afp-dsi", "diameter", "fix", "ldap", "mongodb", "socks", "syslog"}


def key(proto, a, pa, b, pb):
    return (proto,) + tuple(sorted([(a, str(pa)), (b, str(pb))]))


def seen(path, rows):
    """The protocols that tshark names, by stream."""
    decode = sorted({(r["proto"], r["server_port"], DECODER.get(r["label"], NAMES[r["label"]])) for r in rows if r["label"] in FORCED})
    command = ["tshark", "-r", path, "-T", "fields", "-E", "separator=|", "-E", "occurrence=f"]
    for proto, port, name in decode:
        command += ["-d", "%s.port==%s,%s" % (proto, port, name)]
    for field in "frame.protocols ip.src ipv6.src ip.dst ipv6.dst tcp.srcport udp.srcport tcp.dstport udp.dstport".split():
        command += ["-e", field]
    out = subprocess.run(command, capture_output=True, text=True)
    protocols = collections.defaultdict(set)
    for line in out.stdout.splitlines():
        names, s4, s6, d4, d6, st, su, dt, du = line.split("|")
        if st or su:
            # The outer one, of a tunnel.
            tcp = st and not (su and names.index(":udp") < names.index(":tcp"))
            ports = (st, dt) if tcp else (su, du)
            protocols[key("tcp" if tcp else "udp", s4 or s6, ports[0], d4 or d6, ports[1])].update(names.split(":"))
    return protocols


def main(directory):
    with open(os.path.join(directory, "labels.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    right, wrong, unknown = collections.Counter(), collections.defaultdict(list), collections.Counter()
    for capture in sorted({r["capture"] for r in rows}):
        mine = [r for r in rows if r["capture"] == capture]
        protocols = seen(os.path.join(directory, capture), mine)
        for row in mine:
            label = row["label"]
            expected = {NAMES[label]} if label in NAMES else set()
            expected.update(ALSO.get(label, ()))
            if not expected:
                unknown[label] += 1
            elif expected & protocols[key(row["proto"], row["client_ip"], row["client_port"], row["server_ip"], row["server_port"])]:
                right[label] += 1
            else:
                wrong[label].append(row)
    for label in sorted(set(right) | set(wrong)):
        print("%-16s %5d as tshark, %d not" % (label, right[label], len(wrong[label])))
        for row in wrong[label][:5]:
            print("    %(capture)s %(proto)s %(client_ip)s:%(client_port)s %(client)s, %(payload_bytes)s bytes" % row)
    print("not known to tshark: " + ", ".join("%s %d" % kv for kv in sorted(unknown.items())))


main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "captures"))
