package io.entroprint.example.proxy;

import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.output.LineOutput;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.Sensor;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Hands connections on to a server, byte for byte, and shows them to a sensor. */
public final class Proxy implements AutoCloseable {
  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
  private final Channel listening;

  /**
   * A proxy that listens until it is closed.
   *
   * @param listen where; port 0 for any that is free
   * @param server whom it hands connections on to
   */
  public Proxy(InetSocketAddress listen, InetSocketAddress server, Sensor sensor)
      throws InterruptedException {
    LongSupplier clock = nanoseconds(Clock.systemUTC());
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            // Nothing is read of a client before its server can take it.
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(ClassifyingHandler.accepted(sensor, server, clock))
                        .addLast(new RelayHandler(server));
                  }
                })
            .bind(listen)
            .sync()
            .channel();
  }

  static LongSupplier nanoseconds(Clock clock) {
    return () -> {
      Instant now = clock.instant();
      return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    };
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Closes all connections, and with them their streams. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** {@code Proxy PORT HOST:PORT}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String[] target = args.length == 2 ? args[1].split(":", 2) : new String[0];
    if (target.length != 2) {
      System.err.println("usage: Proxy PORT HOST:PORT");
      System.exit(2);
    }
    InetSocketAddress listen = new InetSocketAddress(Integer.parseInt(args[0]));
    InetSocketAddress server = new InetSocketAddress(target[0], Integer.parseInt(target[1]));
    LineOutput eve = new LineOutput(VerdictFormat.eve().withDecidedAt(), System.out);
    Sensor sensor = Sensor.builder(BundledLibrary.load()).precision(0.99).output(eve).build();
    try (Proxy proxy = new Proxy(listen, server, sensor)) {
      proxy.listening.closeFuture().sync();
    }
  }
}
