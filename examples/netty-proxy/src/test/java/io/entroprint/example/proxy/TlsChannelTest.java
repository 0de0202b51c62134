package io.entroprint.example.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.StreamSummary;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a TLS 1.2 connection that negotiates anew, each with a handler before its TLS. */
@Timeout(60)
@SuppressWarnings(
    "FutureReturnValueIgnored") // Where it matters, a test waits for what it brings about.
class TlsChannelTest {
  private static final LongSupplier CLOCK = Proxy.nanoseconds(Clock.systemUTC());

  @TempDir Path directory;

  private SSLContext context() throws Exception {
    Path file = directory.resolve("keys");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "a",
                "-dname",
                "CN=localhost",
                "-keyalg",
                "RSA",
                "-keystore",
                file.toString(),
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> "keytool: " + directory.resolve("log"));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "secret".toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, "secret".toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLSv1.2");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static SslHandler tls(SSLContext context, boolean client) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    engine.setEnabledProtocols(new String[] {"TLSv1.2"});
    return new SslHandler(engine);
  }

  @Test
  void aConnectionThatNegotiatesAnewIsOneStreamAtBothEnds() throws Exception {
    SSLContext context = context();
    FingerprintLibrary library = BundledLibrary.load();
    BlockingQueue<VerdictEvent> ofClient = new LinkedBlockingQueue<>();
    BlockingQueue<VerdictEvent> ofServer = new LinkedBlockingQueue<>();
    Sensor clients = Sensor.builder(library).output(ofClient::add).build();
    Sensor servers = Sensor.builder(library).output(ofServer::add).build();
    BlockingQueue<Integer> echoed = new LinkedBlockingQueue<>();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    try {
      Channel listening =
          new ServerBootstrap()
              .group(group)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel
                          .pipeline()
                          .addLast(ClassifyingHandler.accepted(servers, CLOCK))
                          .addLast(tls(context, false))
                          .addLast(new Echo());
                    }
                  })
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .sync()
              .channel();
      SslHandler tls = tls(context, true);
      Channel channel =
          new Bootstrap()
              .group(group)
              .channel(NioSocketChannel.class)
              .handler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel
                          .pipeline()
                          .addLast(ClassifyingHandler.outbound(clients, CLOCK))
                          .addLast(tls)
                          .addLast(new Counting(echoed));
                    }
                  })
              .connect(listening.localAddress())
              .sync()
              .channel();
      tls.handshakeFuture().sync();
      say(channel, echoed);
      tls.renegotiate().sync();
      say(channel, echoed);
      channel.close().sync();
      VerdictEvent atClient = ofClient.poll(30, TimeUnit.SECONDS);
      VerdictEvent atServer = ofServer.poll(30, TimeUnit.SECONDS);
      assertNotNull(atClient);
      assertNotNull(atServer);
      StreamSummary client = atClient.summary().orElseThrow();
      StreamSummary server = atServer.summary().orElseThrow();
      assertEquals(client.start().key(), server.start().key());
      assertEquals(client.bytesToServer(), server.bytesToServer());
      // The server's answer to the last alert finds nobody.
      long unheard = server.bytesToClient() - client.bytesToClient();
      assertTrue(unheard >= 0 && unheard < 64, unheard + " bytes");
      assertEquals(atClient.verdict().labelOrDecision(), atServer.verdict().labelOrDecision());
      assertFalse(client.gap() || server.gap());
      // Two handshakes, and what was said twice.
      assertTrue(client.bytes() > 2 * 1500 + 4 * 1000, client.toString());
      assertEquals(1, clients.counters().opened());
      assertEquals(1, servers.counters().opened());
    } finally {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static void say(Channel channel, BlockingQueue<Integer> echoed)
      throws InterruptedException {
    channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1000])).sync();
    int left = 1000;
    while (left > 0) {
      Integer came = echoed.poll(30, TimeUnit.SECONDS);
      assertNotNull(came, left + " bytes did not come back");
      left -= came;
    }
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message).addListener(written -> assertTrue(written.isSuccess()));
    }
  }

  private static final class Counting extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Integer> lengths;

    Counting(BlockingQueue<Integer> lengths) {
      this.lengths = lengths;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      lengths.add(bytes.readableBytes());
      bytes.release();
    }
  }
}
