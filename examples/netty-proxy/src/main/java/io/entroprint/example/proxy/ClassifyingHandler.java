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
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Shows a sensor what a channel reads and writes, and changes nothing of it. For the channel that a
 * client opened: what it reads goes to the server, what it writes to the client. Put it where the
 * bytes are as on the wire, before handlers that decrypt or decode. One handler a channel.
 */
final class ClassifyingHandler extends ChannelDuplexHandler {
  private final Sensor sensor;
  private final InetSocketAddress server;
  private final LongSupplier clock;
  private SensorStream stream;
  private boolean failed;

  /**
   * A handler for a new channel.
   *
   * @param server whom the client speaks to, behind the proxy
   * @param clock nanoseconds since 1970
   */
  ClassifyingHandler(Sensor sensor, InetSocketAddress server, LongSupplier clock) {
    this.sensor = sensor;
    this.server = server;
    this.clock = clock;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    InetSocketAddress client = (InetSocketAddress) context.channel().remoteAddress();
    FlowKey key =
        new FlowKey(
            Transport.TCP,
            IpAddress.of(client.getAddress()),
            client.getPort(),
            IpAddress.of(server.getAddress()),
            server.getPort());
    stream = sensor.open(key, clock.getAsLong());
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    show(Direction.TO_SERVER, message);
    context.fireChannelRead(message);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // It is the promise, which the caller has.
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    show(Direction.TO_CLIENT, message);
    context.write(message, promise);
  }

  private void show(Direction direction, Object message) {
    if (message instanceof ByteBuf bytes && stream.summary().isEmpty()) {
      // Views of the same memory: nothing is copied, and the reader index stays.
      for (ByteBuffer buffer : bytes.nioBuffers()) {
        stream.bytes(direction, buffer, clock.getAsLong());
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed = true;
    context.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stream.close(failed ? EndReason.RST : EndReason.FIN, clock.getAsLong());
    context.fireChannelInactive();
  }
}
