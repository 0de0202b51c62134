package io.entroprint.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The ways in which a capture may be compressed, told by the first bytes. */
enum Compression {
  GZIP("") {
    @Override
    InputStream open(InputStream in) {
      return new GzipMembers(in);
    }
  },
  ZSTD("io.airlift:aircompressor") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return Zstd.open(in);
    }
  },
  LZ4("org.apache.commons:commons-compress") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return CommonsCompress.lz4(in);
    }
  },
  XZ("org.tukaani:xz") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return Xz.open(in);
    }
  },
  BZIP2("org.apache.commons:commons-compress") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return CommonsCompress.bzip2(in);
    }
  };

  /** How many of the first bytes tell. */
  static final int MAGIC_BYTES = 6;

  /** The Maven coordinates of the library that unpacks it; empty if none is needed. */
  final String library;

  /** The name for messages. */
  final String id = name().toLowerCase(Locale.ROOT);

  Compression(String library) {
    this.library = library;
  }

  /**
   * A stream of what is unpacked.
   *
   * @throws LinkageError if the library is not there
   */
  abstract InputStream open(InputStream in) throws IOException;

  /** By the first bytes, of which there may be fewer; null if they are none of these. */
  static Compression of(byte[] start) {
    if (begins(start, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (begins(start, 0x28, 0xb5, 0x2f, 0xfd) || ZstdFrames.beginsSkippable(start)) {
      return ZSTD;
    }
    if (begins(start, 0x04, 0x22, 0x4d, 0x18)) {
      return LZ4;
    }
    if (begins(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    return begins(start, 'B', 'Z', 'h') && start.length > 3 && start[3] >= '1' && start[3] <= '9'
        ? BZIP2
        : null;
  }

  private static boolean begins(byte[] start, int... magic) {
    boolean equal = start.length >= magic.length;
    for (int i = 0; equal && i < magic.length; i++) {
      equal = (start[i] & 0xff) == magic[i];
    }
    return equal;
  }

  /** Loaded when first used, so that nobody needs the library who has no such file. */
  private static final class Xz {
    /** Of the dictionary and what is around it; that of {@code xz -9} takes 65 MiB. */
    private static final int MAX_KIBIBYTES = 128 << 10;

    static InputStream open(InputStream in) throws IOException {
      return new XZInputStream(in, MAX_KIBIBYTES);
    }
  }

  private static final class CommonsCompress {
    static InputStream lz4(InputStream in) throws IOException {
      return new FramedLZ4CompressorInputStream(in, true);
    }

    static InputStream bzip2(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  }

  /** By reflection: the library has no module name that could be required. */
  private static final class Zstd extends FilterInputStream {
    private final ZstdFrames frames;

    private Zstd(InputStream unpacked, ZstdFrames frames) {
      super(unpacked);
      this.frames = frames;
    }

    static InputStream open(InputStream in) throws IOException {
      ZstdFrames frames = new ZstdFrames(in);
      try {
        InputStream unpacked =
            Class.forName("io.airlift.compress.zstd.ZstdInputStream")
                .asSubclass(InputStream.class)
                .getConstructor(InputStream.class)
                .newInstance(frames);
        return new Zstd(unpacked, frames);
      } catch (ClassNotFoundException e) {
        throw new NoClassDefFoundError(e.getMessage());
      } catch (InvocationTargetException e) {
        throw new IOException(e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("not the library that was expected", e);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(into, offset, length);
      } catch (IOException e) {
        // Of nothing at all it says that it is too little.
        if (frames.hasFrames()) {
          throw e;
        }
        count = -1;
      }
      if (count < 0) {
        frames.requireEnd();
      }
      return count;
    }
  }
}
