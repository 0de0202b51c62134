package io.entroprint.example.proxy;

import io.entroprint.entropy.Direction;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorStream;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * Shows a sensor what a TCP channel reads and writes, and changes nothing of it. One handler a
 * channel, where the bytes are as on the wire: before handlers that decrypt or decode.
 *
 * <p>A connection is one stream from its first byte to its end, however often it is borrowed from a
 * pool, negotiates anew or has closed one of its directions. A handler that is removed ends its
 * stream, and one that is put into a channel under way begins another: so a connection that becomes
 * something else after {@code CONNECT} or {@code STARTTLS} can be two streams.
 */
public final class ClassifyingHandler extends ChannelDuplexHandler {
  /** What is written before the connection stands waits to be shown. More than this is a gap. */
  private static final int MOST_EARLY_BYTES = 1 << 16;

  private final Sensor sensor;
  private final LongSupplier clock;

  /** Whether what the channel writes goes to the server. */
  private final boolean outbound;

  /** Null for the other end of the channel that the client opened. */
  private final InetSocketAddress server;

  private final ArrayDeque<Early> early = new ArrayDeque<>();
  private int earlyBytes;
  private boolean tooMuchEarly;
  private boolean holeToServer;
  private boolean holeToClient;
  private boolean failed;

  /** Null before the connection stands. */
  private SensorStream stream;

  /** What was written before the connection stood, and what became of it. */
  private record Early(ByteBuf bytes, ChannelPromise written) {}

  private ClassifyingHandler(
      Sensor sensor, boolean outbound, InetSocketAddress server, LongSupplier clock) {
    this.sensor = sensor;
    this.outbound = outbound;
    this.server = server;
    this.clock = clock;
  }

  /**
   * For a channel that a client opened: what it reads goes to the server.
   *
   * @param clock nanoseconds since 1970
   */
  public static ClassifyingHandler accepted(Sensor sensor, LongSupplier clock) {
    return new ClassifyingHandler(sensor, false, null, clock);
  }

  /**
   * For a channel that a client opened to somebody who hands it on.
   *
   * @param server whom the client speaks to in truth
   * @param clock nanoseconds since 1970
   */
  public static ClassifyingHandler accepted(
      Sensor sensor, InetSocketAddress server, LongSupplier clock) {
    return new ClassifyingHandler(sensor, false, server, clock);
  }

  /**
   * For a channel to a server: what it writes goes there.
   *
   * @param clock nanoseconds since 1970
   */
  public static ClassifyingHandler outbound(Sensor sensor, LongSupplier clock) {
    return new ClassifyingHandler(sensor, true, null, clock);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      open(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    open(context);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    open(context);
    show(outbound ? Direction.TO_CLIENT : Direction.TO_SERVER, message);
    context.fireChannelRead(message);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // It is the promise, which the caller has.
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    // Whoever waits for the connection is told before channelActive is, and may write at once.
    if (context.channel().isActive()) {
      open(context);
      show(written(), message);
    } else if (stream == null) {
      keep(message, promise);
    }
    context.write(message, promise);
  }

  private Direction written() {
    return outbound ? Direction.TO_SERVER : Direction.TO_CLIENT;
  }

  /** What is written now may fail, or be sent once the connection stands. */
  private void keep(Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes
        && earlyBytes + bytes.readableBytes() <= MOST_EARLY_BYTES) {
      earlyBytes += bytes.readableBytes();
      early.add(new Early(bytes.retainedDuplicate(), promise));
    } else if (message instanceof ByteBuf || message instanceof FileRegion) {
      tooMuchEarly = true;
    }
  }

  private void open(ChannelHandlerContext context) {
    if (stream != null) {
      return;
    }
    InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
    InetSocketAddress local = (InetSocketAddress) context.channel().localAddress();
    InetSocketAddress from = outbound ? local : remote;
    InetSocketAddress to = outbound ? remote : local;
    if (server != null) {
      to = server;
    }
    FlowKey key =
        new FlowKey(
            Transport.TCP,
            IpAddress.of(from.getAddress()),
            from.getPort(),
            IpAddress.of(to.getAddress()),
            to.getPort());
    stream = sensor.open(key, clock.getAsLong());
    showEarly();
  }

  private void showEarly() {
    for (Early one = early.poll(); one != null; one = early.poll()) {
      boolean sent = !one.written.isDone() || one.written.isSuccess();
      if (sent) {
        show(written(), one.bytes);
      }
      one.bytes.release();
    }
    if (tooMuchEarly) {
      openHole(written());
    }
  }

  private void show(Direction direction, Object message) {
    boolean hole = direction == Direction.TO_SERVER ? holeToServer : holeToClient;
    if (hole || stream.summary().isPresent()) {
      return;
    }
    if (message instanceof ByteBuf bytes) {
      // Views of the same memory: nothing is copied, and the reader index stays.
      for (ByteBuffer buffer : bytes.nioBuffers()) {
        stream.bytes(direction, buffer, clock.getAsLong());
      }
    } else if (message instanceof FileRegion) {
      // The kernel sends the file; nobody here sees its bytes.
      openHole(direction);
    }
  }

  /** Bytes are missing: what was counted before stays, and the verdict says that there is a gap. */
  private void openHole(Direction direction) {
    if (direction == Direction.TO_SERVER) {
      holeToServer = true;
    } else {
      holeToClient = true;
    }
    stream.holeOpened(direction, clock.getAsLong());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed = true;
    context.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(failed ? EndReason.RST : EndReason.FIN);
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end(EndReason.CLOSED);
  }

  private void end(EndReason reason) {
    early.forEach(one -> one.bytes.release());
    early.clear();
    if (stream != null) {
      stream.close(reason, clock.getAsLong());
    }
  }
}
