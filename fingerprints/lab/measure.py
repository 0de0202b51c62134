"""Counts what a library says of the lab's streams, by label: right, another label, none.

measure.py JAR DIR [--without LABELS.CSV] [NAME...]    JAR is the command (its bundled library is asked), DIR has the captures; NAME... are names
of captures without the number and .pcap.gz, such as voip.trixie, by default all; families that LABELS.CSV has are left out.
Honest only with a jar from before these captures were part of its library.
"""
import collections
import csv
import ipaddress
import json
import os
import re
import subprocess
import sys


def ends(capture, proto, *addresses):
    return (capture, proto) + tuple(sorted((str(ipaddress.ip_address(a)), int(p)) for a, p in addresses))


def family(row):
    return row["label"], row["proto"], row["group"]


def main(jar, directory, known, names):
    had = set()
    if known:
        with open(known, newline="") as file:
            had = {family(r) for r in csv.DictReader(file)}
    with open(os.path.join(directory, "labels.csv"), newline="") as file:
        rows = [r for r in csv.DictReader(file) if family(r) not in had
                and (not names or re.sub(r"(-\d{3})?\.pcap\.gz$", "", r["capture"]) in names)]
    captures = [os.path.join(directory, c) for c in sorted({r["capture"] for r in rows})]
    if not captures:
        sys.exit("measure.py: no capture of these names in " + directory)
    said = subprocess.run(["java", "-jar", jar, "classify", "--json"] + captures, stdout=subprocess.PIPE, text=True).stdout
    verdicts = {}
    for line in said.splitlines():
        event = json.loads(line)
        if event["event_type"] == "entroprint":
            key = ends(os.path.basename(event["pcap_filename"]), event["proto"].lower(),
                       (event["src_ip"], event["src_port"]), (event["dest_ip"], event["dest_port"]))
            verdicts.setdefault(key, event["entroprint"])
    counts = collections.defaultdict(collections.Counter)
    families = collections.defaultdict(set)
    for row in rows:
        label = row["proto"], row["label"]
        families[label].add(row["group"])
        verdict = verdicts.get(ends(row["capture"], row["proto"], (row["client_ip"], row["client_port"]), (row["server_ip"], row["server_port"])))
        counts[label]["silent" if not verdict or verdict["decision"] != "known" else "right" if verdict["label"] == row["label"] else "wrong"] += 1
    print("| label | proto | families | streams | right | wrong | silent |\n|---|---|---|---|---|---|---|")
    for label in sorted(counts):
        c = counts[label]
        print("| `%s` | %s | %d | %d | %d | %d | %d |" % (label[1], label[0], len(families[label]), sum(c.values()), c["right"], c["wrong"], c["silent"]))
    for proto in sorted({p for p, _ in counts}):
        all_of = sum((c for (p, _), c in counts.items() if p == proto), collections.Counter())
        print("| all | %s | %d | %d | %d | %d | %d |" % (proto, sum(len(f) for (p, _), f in families.items() if p == proto), sum(all_of.values()), all_of["right"], all_of["wrong"], all_of["silent"]))


arguments = sys.argv[1:]
known = None
if "--without" in arguments[:-1]:
    at = arguments.index("--without")
    known = arguments[at + 1]
    del arguments[at:at + 2]
if len(arguments) < 2:
    sys.exit(__doc__)
main(arguments[0], arguments[1], known, set(arguments[2:]))
