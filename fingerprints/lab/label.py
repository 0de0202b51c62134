"""Makes a script's captures and labels of its raw captures and of its log.

label.py WORK OUT NAME     writes OUT/NAME.pcap.gz (NAME-001.pcap.gz ...) and the rows of OUT/labels.csv that belong to them
label.py --check DIR       reads the captures of DIR/labels.csv and compares the digests
"""
import csv
import glob
import gzip
import hashlib
import os
import re
import struct
import sys

CUT = int(os.environ.get("CUT") or 20_000)  # payload bytes of a stream that are kept
LEAST = int(os.environ.get("LEAST") or 1)      # payload bytes that a stream must have
MOST = int(os.environ.get("MOST") or 24)        # streams of a label and family in one capture: train takes 20
DIGESTED = 65_536   # payload bytes of a stream that the digests cover
COLUMNS = ("capture proto client_ip client_port server_ip server_port start label app client server settings nature group"
           " unknown midstream truncated payload_bytes bytes_to_server bytes_to_client"
           " sha256_to_server sha256_to_client sha256_both novel").split()
LOG = "capture begin end flows client server settings nature app code family".split()
SYN, ACK = 2, 16


def packets(path):
    """(header, time in microseconds, frame) of each packet of a classic pcap file with Ethernet frames."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        head = file.read(24)
        if len(head) < 24:
            return
        magic, = struct.unpack("<I", head[:4])
        order, scale = {0xA1B2C3D4: ("<", 1), 0xD4C3B2A1: (">", 1), 0xA1B23C4D: ("<", 1000), 0x4D3CB2A1: (">", 1000)}[magic]
        while True:
            record = file.read(16)
            if len(record) < 16:
                return
            seconds, part, kept, _ = struct.unpack(order + "IIII", record)
            frame = file.read(kept)
            if len(frame) < kept:
                return
            yield head, seconds * 1_000_000 + part // scale, record, frame


class Packet:
    """Addresses, ports and payload of a frame; ports are None for a fragment that is not the first."""

    def __init__(self, frame):
        self.proto = None
        self.fragment = None
        self.flags = 0
        kind = frame[12:14]
        if kind == b"\x08\x00":
            ip = frame[14:]
            size = (ip[0] & 15) * 4
            total = struct.unpack(">H", ip[2:4])[0]
            fragment = struct.unpack(">H", ip[6:8])[0]
            self.source, self.target = [".".join(map(str, a)) for a in (ip[12:16], ip[16:20])]
            number, body = ip[9], ip[size:total]
            if fragment & 0x3FFF:
                self.fragment = (self.source, self.target, number, ip[4:6])
                self.offset = (fragment & 0x1FFF) * 8
                self.more = bool(fragment & 0x2000)
        elif kind == b"\x86\xdd":
            ip = frame[14:]
            self.source, self.target = [":".join(a[i:i + 2].hex() for i in range(0, 16, 2)) for a in (ip[8:24], ip[24:40])]
            number, body = ip[6], ip[40:40 + struct.unpack(">H", ip[4:6])[0]]
            while number in (0, 60, 43, 44):
                if number == 44:
                    offset = struct.unpack(">H", body[2:4])[0]
                    self.fragment = (self.source, self.target, body[0], body[4:8])
                    self.offset, self.more = offset & ~7, bool(offset & 1)
                    number, body = body[0], body[8:]
                else:
                    number, body = body[0], body[8 + body[1] * 8:]
        else:
            return
        if number not in (6, 17):
            return
        self.proto = "tcp" if number == 6 else "udp"
        self.body = body
        if self.fragment is None:
            self.open()

    def open(self):
        body = self.body
        self.ports = struct.unpack(">HH", body[:4])
        if self.proto == "tcp":
            self.sequence = struct.unpack(">I", body[4:8])[0]
            self.flags = body[13]
            self.payload = body[(body[12] >> 4) * 4:]
        else:
            self.payload = body[8:struct.unpack(">H", body[4:6])[0]]


class Reassembly:
    """Joins the fragments of datagrams; the frames of one datagram count as its last one."""

    def __init__(self):
        self.parts = {}

    def accept(self, packet):
        parts = self.parts.setdefault(packet.fragment, {})
        parts[packet.offset] = packet
        whole, at = b"", 0
        while at in parts:
            part = parts[at]
            whole += part.body
            at += len(part.body)
            if not part.more:
                packet.body = whole
                packet.open()
                del self.parts[packet.fragment]
                return True
        return False


class Stream:
    """One stream: whole payload so far in the order in which it became contiguous."""

    def __init__(self, packet, time):
        self.proto = packet.proto
        self.client = (packet.source, packet.ports[0])
        self.server = (packet.target, packet.ports[1])
        if packet.proto == "tcp" and packet.flags & SYN and packet.flags & ACK:
            self.client, self.server = self.server, self.client
        self.start = time
        self.midstream = packet.proto == "tcp" and not packet.flags & SYN
        self.parts = []
        self.total = [0, 0]
        self.next = [None, None]
        self.waiting = [{}, {}]

    def accept(self, packet):
        to_client = int((packet.source, packet.ports[0]) != self.client)
        if self.proto == "udp":
            self.add(to_client, packet.payload)
            return
        if packet.flags & SYN:
            self.next[to_client] = (packet.sequence + 1) & 0xFFFFFFFF
            return
        if self.next[to_client] is None:
            self.next[to_client] = packet.sequence
        if packet.payload:
            self.waiting[to_client].setdefault(packet.sequence, packet.payload)
            if len(packet.payload) > len(self.waiting[to_client][packet.sequence]):
                self.waiting[to_client][packet.sequence] = packet.payload
            self.drain(to_client)

    def drain(self, side):
        moved = True
        while moved:
            moved = False
            for sequence, data in sorted(self.waiting[side].items()):
                behind = (self.next[side] - sequence) & 0xFFFFFFFF
                if behind < 0x80000000:
                    del self.waiting[side][sequence]
                    if behind < len(data):
                        self.add(side, data[behind:])
                        self.next[side] = (sequence + len(data)) & 0xFFFFFFFF
                        moved = True

    def add(self, side, data):
        self.total[side] += len(data)
        if data and sum(len(d) for _, d in self.parts) < DIGESTED:
            self.parts.append((side, data))

    def digests(self):
        left = DIGESTED
        sides, both = [b"", b""], b""
        for side, data in self.parts:
            sides[side] += data[:left]
            both += data[:left]
            left -= len(data[:left])
        return [hashlib.sha256(d).hexdigest() for d in (sides[0], sides[1], both)]


def key_of(packet):
    return (packet.proto,) + tuple(sorted([(packet.source, packet.ports[0]), (packet.target, packet.ports[1])]))


def streams_of(path, cut=None):
    """(streams, kept): kept is the head of the file and the records of each stream, in order."""
    streams, current, kept, head = [], {}, [], b""
    fragments, pending = Reassembly(), {}
    for head, time, record, frame in packets(path):
        packet = Packet(frame)
        if packet.proto is None:
            continue
        records = [record + frame]
        if packet.fragment is not None:
            pending.setdefault(packet.fragment, []).append(record + frame)
            if not fragments.accept(packet):
                continue
            records = pending.pop(packet.fragment)
        key = key_of(packet)
        stream = current.get(key)
        if stream is None or (packet.flags & (SYN | ACK) == SYN and stream.parts):
            stream = current[key] = Stream(packet, time)
            streams.append(stream)
        if cut is not None and sum(stream.total) >= cut:
            continue
        stream.accept(packet)
        kept += [(stream, r) for r in records]
    return streams, head, kept


def label_of(flows, stream):
    for flow in flows.split():
        where, _, what = flow.partition("=")
        proto, _, port = where.partition("/")
        if proto == stream.proto and (port == "*" or int(port) in (stream.server[1], stream.client[1])):
            label, *rest = what.split(":")
            return label, (rest + ["", ""])[0], (rest + ["", ""])[1]
    return None


def compact(address):
    if ":" not in address:
        return address
    import ipaddress
    return str(ipaddress.ip_address(address))


def row_of(name, stream, session, found):
    label, nature, app = found
    app = app or session["app"] or label
    sent, received = stream.total
    return dict(zip(COLUMNS, [
        name, stream.proto, compact(stream.client[0]), stream.client[1], compact(stream.server[0]), stream.server[1],
        "%d.%06d" % divmod(stream.start, 1_000_000), label, app, session["client"], session["server"],
        session["settings"], nature or session["nature"], "lab/%s/%s" % (app, session["family"]), 0, int(stream.midstream), 0,
        sent + received, sent, received] + stream.digests() + [0]))


def thin_out(labelled):
    """Leaves at most MOST streams of each label and family, evenly picked."""
    families = {}
    for key, row in labelled.items():
        families.setdefault((row["label"], row["proto"], row["group"]), []).append(key)
    for keys in families.values():
        chosen = {keys[i * len(keys) // MOST] for i in range(MOST)} if len(keys) > MOST else keys
        for key in keys:
            if key not in chosen:
                del labelled[key]


def read_labels(path):
    if not os.path.exists(path):
        return []
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def make(work, out, name):
    with open(os.path.join(work, "sessions.tsv")) as file:
        sessions = [dict(zip(LOG, line.rstrip("\n").split("\t"))) for line in file]
    for old in glob.glob(os.path.join(glob.escape(out), name + "*.pcap.gz")):
        if re.fullmatch(re.escape(name) + r"(-\d{3})?\.pcap\.gz", os.path.basename(old)):
            os.remove(old)
    rows, silent, faults = [], 0, 0
    raws = sorted(glob.glob(os.path.join(work, "[0-9][0-9][0-9].pcap")))
    used = [r for r in raws if any(int(s["capture"]) == int(os.path.basename(r)[:3]) for s in sessions)]
    for raw in used:
        number = int(os.path.basename(raw)[:3])
        mine = [s for s in sessions if int(s["capture"]) == number]
        capture = name + ("-%03d" % number if len(used) > 1 else "") + ".pcap.gz"
        streams, head, kept = streams_of(raw, CUT)
        labelled = {}
        for session in mine:
            begin, end = (round(float(session[k]) * 1_000_000) for k in ("begin", "end"))
            hits = 0
            for stream in streams:
                found = begin <= stream.start <= end and label_of(session["flows"], stream)
                if found and sum(stream.total) >= LEAST:
                    labelled[id(stream)] = row_of(capture, stream, session, found)
                    hits += 1
            silent += hits == 0
            faults += session["code"] not in ("0",)
            if hits == 0:
                print("   no stream: %s, %s, exit %s" % (session["flows"], session["client"], session["code"]))
        thin_out(labelled)
        body = b"".join(r for s, r in kept if id(s) in labelled)
        if not body:
            continue
        with open(os.path.join(out, capture), "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
            packed.write(head + body)
        rows += [labelled[id(s)] for s in streams if id(s) in labelled]
    labels = os.path.join(out, "labels.csv")
    own = re.compile(re.escape(name) + r"(-\d{3})?\.pcap\.gz")
    rows = [r for r in read_labels(labels) if not own.fullmatch(r["capture"])] + rows
    order = {}
    for row in rows:
        order.setdefault(row["capture"], []).append(row)
    with open(labels, "w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for capture in sorted(order):
            writer.writerows(order[capture])
    mine = [r for r in rows if own.fullmatch(r["capture"])]
    families = sorted({(r["label"], r["group"], r["server"]) for r in mine})
    print("   %d sessions, %d without a stream, %d with exit code; %d streams" % (len(sessions), silent, faults, len(mine)))
    for label, group, server in families:
        print("   %-12s %-45s %s: %d" % (label, group, server, sum((r["label"], r["group"], r["server"]) == (label, group, server) for r in mine)))
    return 0 if mine else 1


def check(directory):
    rows = read_labels(os.path.join(directory, "labels.csv"))
    wrong = checked = 0
    for capture in sorted({r["capture"] for r in rows}):
        streams, _, _ = streams_of(os.path.join(directory, capture))
        for row in (r for r in rows if r["capture"] == capture):
            start = round(float(row["start"]) * 1_000_000)
            near = [s for s in streams if abs(s.start - start) < 100 and s.proto == row["proto"]
                    and {(compact(s.client[0]), str(s.client[1])), (compact(s.server[0]), str(s.server[1]))}
                    == {(row["client_ip"], row["client_port"]), (row["server_ip"], row["server_port"])}]
            checked += 1
            if len(near) != 1 or near[0].digests()[2] != row["sha256_both"]:
                wrong += 1
                print("%s %s:%s %s %s: %s" % (capture, row["client_ip"], row["client_port"], row["start"], row["label"], "no such stream" if len(near) != 1 else "other digest"))
    print("%d streams, %d wrong" % (checked, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(check(sys.argv[2]) if sys.argv[1] == "--check" else make(*sys.argv[1:4]))
