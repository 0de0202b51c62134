"""Counts families and streams of each label: families.py DIR... [+ DIR...]; those after + are what is added."""
import csv
import os
import sys

before, _, after = " ".join(sys.argv[1:]).partition("+")
counts = {}
for part, directories in ((0, before.split()), (1, after.split())):
    for directory in directories:
        with open(os.path.join(directory, "labels.csv"), newline="") as file:
            for row in csv.DictReader(file):
                groups = counts.setdefault((row["label"], row["proto"]), [set(), set(), 0, 0])
                groups[part].add(row["group"])
                groups[2 + part] += 1
for (label, proto), (old, new, streams, more) in sorted(counts.items()):
    if not after or new:
        print("%-16s %s  families %3d -> %3d  streams %4d + %d" % (label, proto, len(old), len(old | new), streams, more))
