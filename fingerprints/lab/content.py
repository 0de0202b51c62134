"""Makes up content: content.py KIND BYTES SEED. The same arguments give the same bytes."""
import base64
import gzip
import io
import json
import random
import sys
import zlib

SYLLABLES = "ba be bo da de di fa fe ga go ka ke ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se si so ta te ti to va ve vi".split()


def word(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4)))


def text(rng, size):
    out = []
    length = 0
    while length < size:
        sentence = " ".join(word(rng) for _ in range(rng.randint(4, 16))).capitalize() + rng.choice([".\n", ". ", "? ", ".\n\n"])
        out.append(sentence)
        length += len(sentence)
    return "".join(out)[:size]


def rows(rng):
    while True:
        yield {"id": rng.randint(1, 10**6), "name": word(rng) + " " + word(rng), "value": round(rng.random() * 1000, 3), "flag": rng.random() < 0.5}


def content(kind, size, rng):
    if kind == "word":
        return word(rng).encode()
    if kind == "random":
        return rng.randbytes(size)
    if kind == "text":
        return text(rng, size).encode()
    if kind == "csv":
        out = "id;name;value;flag\n"
        for row in rows(rng):
            out += ";".join(str(v) for v in row.values()) + "\n"
            if len(out) >= size:
                return out[:size].encode()
    if kind == "json":
        out = []
        for row in rows(rng):
            out.append(row)
            if len(out) * 60 >= size:
                return json.dumps(out).encode()
    if kind == "html":
        paragraphs = "".join("<p>%s</p>\n" % text(rng, rng.randint(60, 400)).strip() for _ in range(1 + size // 250))
        return ("<!DOCTYPE html>\n<html><head><title>%s</title></head>\n<body><h1>%s</h1>\n%s</body></html>\n"
                % (word(rng), text(rng, 30), paragraphs)).encode()
    if kind == "gz":
        buffer = io.BytesIO()
        with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as out:
            out.write(text(rng, size * 5 // 2).encode())
        return buffer.getvalue()
    if kind == "png":
        side = max(4, int((size / 3) ** 0.5))
        raw = b"".join(b"\0" + bytes((x * y + rng.randint(0, 40)) % 256 for x in range(side * 3)) for y in range(side))

        def chunk(name, data):
            return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

        header = side.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    if kind == "base64":
        return base64.encodebytes(rng.randbytes(size * 3 // 4))
    raise SystemExit("content.py: no kind %r" % kind)


sys.stdout.buffer.write(content(sys.argv[1], int(sys.argv[2]), random.Random(int(sys.argv[3]))))
