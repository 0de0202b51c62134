package io.entroprint.benchmarks.attack;

import java.nio.ByteBuffer;

/** Traffic that is made to cost: packets of raw IP, by their number. */
enum Attack {
  ORDINARY("a web session after another, for comparison", 1_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      int session = (int) (i / 8);
      int turn = (int) (i % 8);
      int client = 0x0b000000 + session % 5000;
      int port = 1024 + session / 5000 % 60_000;
      switch (turn) {
        case 0 -> tcp(to, client, SERVER, port, 80, 0, SYN, 0);
        case 1 -> tcp(to, SERVER, client, 80, port, 0, SYN | ACK, 0);
        case 2 -> tcp(to, client, SERVER, port, 80, 1, ACK, 300);
        case 3, 4, 5 -> tcp(to, SERVER, client, 80, port, 1 + 1400 * (turn - 3), ACK, 1400);
        case 6 -> tcp(to, client, SERVER, port, 80, 301, ACK | FIN, 0);
        default -> tcp(to, SERVER, client, 80, port, 4201, ACK | FIN, 0);
      }
    }
  },
  SYN_FLOOD("SYNs of ever new clients", 10_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      tcp(to, (int) (0x0b000000 + i / 60_000), SERVER, (int) (1024 + i % 60_000), 80, 0, SYN, 0);
    }
  },
  COLLISIONS("SYNs whose addresses share a bucket of a hash without a key", 2_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      to.clear();
      to.putInt(0x60000000).putShort((short) 20).put((byte) 6).put((byte) 64);
      to.putLong(0).putLong(1).putLong((i & 0x7fff) << 49 | 1).putLong(5);
      segment(to, (int) (1024 + (i >> 15)), 80, (int) i, SYN, 0);
    }
  },
  NINE_BYTES("datagrams of nine bytes, each a stream of its own", 1_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      udp(to, (int) (0x0b000000 + i / 60_000), (int) (1024 + i % 60_000), 9, i);
    }
  },
  PINNED("the same while one earlier stream stays open", 1_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      if (i % 2000 == 0) {
        tcp(to, 0x0a0a0a0a, SERVER, 1, 80, (int) (i / 2000), i == 0 ? SYN : ACK, i == 0 ? 0 : 1);
      } else {
        NINE_BYTES.packet(i, to);
      }
    }
  },
  HOLES("600 bytes behind a hole in each of many streams", 1_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      long stream = i / 2;
      int client = (int) (0x0b000000 + stream / 60_000);
      int port = (int) (1024 + stream % 60_000);
      boolean first = i % 2 == 0;
      tcp(to, client, SERVER, port, 80, first ? 0 : 100, first ? SYN : ACK, first ? 0 : 600);
    }
  },
  ONE_BYTE("segments of one byte", 2_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      tcp(to, 7, SERVER, 1, 80, (int) i, i == 0 ? SYN : ACK, i == 0 ? 0 : 1);
    }
  },
  REVERSE("segments of one byte in reverse order, 15,000 at a time", 2_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      long block = (i - 1) / 15_000;
      long place = 15_000 - 1 - (i - 1) % 15_000;
      tcp(
          to,
          7,
          SERVER,
          1,
          80,
          (int) (i == 0 ? 0 : 1 + block * 15_000 + place),
          i == 0 ? SYN : ACK,
          i == 0 ? 0 : 1);
    }
  },
  FAT_OVERLAPS("12,000 bytes that wait one by one, then the same again and again as one", 200_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      if (i == 0) {
        tcp(to, 7, SERVER, 1, 80, 0, SYN, 0);
      } else if (i <= 12_000) {
        tcp(to, 7, SERVER, 1, 80, (int) (9 + i), ACK, 1);
      } else {
        tcp(to, 7, SERVER, 1, 80, 10, ACK, 12_000);
      }
    }
  },
  FRAGMENTS("first and last fragments whose datagrams are never whole", 2_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      to.clear();
      to.putShort((short) 0x4500).putShort((short) 28).putShort((short) i);
      to.putShort((short) (0x2000 | (i % 3 == 0 ? 0 : 3))).put((byte) 64).put((byte) 6);
      to.putShort((short) 0).putInt((int) (0x0b000000 + i / 65_536)).putInt(SERVER).putLong(i);
    }
  },
  FRAGMENT_PIECES("200 datagrams at a time in 1,000 pieces each, never whole", 2_000_000) {
    @Override
    void packet(long i, ByteBuffer to) {
      int piece = (int) (i / 200 % 1000);
      to.clear();
      to.putShort((short) 0x4500).putShort((short) 28);
      to.putShort((short) (i % 200 + i / 200_000 * 200));
      to.putShort((short) (0x2000 | (piece * 2 + 1))).put((byte) 64).put((byte) 6);
      to.putShort((short) 0).putInt(0x0b000000).putInt(SERVER).putLong(i);
    }
  };

  private static final int SERVER = 0x0a000001;
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int ACK = 16;

  final String what;
  final long packets;

  Attack(String what, long packets) {
    this.what = what;
    this.packets = packets;
  }

  /** Writes one packet from the buffer's beginning to its position. */
  abstract void packet(long i, ByteBuffer to);

  private static void ip(ByteBuffer to, int source, int target, int protocol, int length) {
    to.clear();
    to.putShort((short) 0x4500).putShort((short) (20 + length)).putInt(0);
    to.put((byte) 64).put((byte) protocol).putShort((short) 0).putInt(source).putInt(target);
  }

  private static void tcp(
      ByteBuffer to, int from, int target, int port, int atPort, int sequence, int flags, int n) {
    ip(to, from, target, 6, 20 + n);
    segment(to, port, atPort, sequence, flags, n);
  }

  private static void segment(
      ByteBuffer to, int port, int atPort, int sequence, int flags, int payload) {
    to.putShort((short) port).putShort((short) atPort).putInt(sequence).putInt(0);
    to.put((byte) 0x50).put((byte) flags).putShort((short) -1).putInt(0);
    to.position(to.position() + payload);
  }

  private static void udp(ByteBuffer to, int from, int port, int payload, long content) {
    ip(to, from, SERVER, 17, 8 + payload);
    to.putShort((short) port)
        .putShort((short) 53)
        .putShort((short) (8 + payload))
        .putShort((short) 0);
    for (int k = 0; k < payload; k++) {
      to.put((byte) (content * 31 + k * 7L));
    }
  }
}
