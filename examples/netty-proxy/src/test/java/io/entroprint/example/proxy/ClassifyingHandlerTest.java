package io.entroprint.example.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.fingerprints.SampleStream;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.StreamSummary;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Channels of a real client to a real server, over loopback. */
@Timeout(60)
@SuppressWarnings(
    "FutureReturnValueIgnored") // Where it matters, a test waits for what it brings about.
class ClassifyingHandlerTest {
  private static final LongSupplier CLOCK = Proxy.nanoseconds(Clock.systemUTC());
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SampleStream HTTP = SampleStream.of("http");
  private static final SampleStream SSH = SampleStream.of("ssh-2");

  private final BlockingQueue<VerdictEvent> events = new LinkedBlockingQueue<>();
  private final Sensor sensor = Sensor.builder(BundledLibrary.load()).output(events::add).build();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService server = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    server.shutdownNow();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Hands what it reads to a test. */
  private static final class Reader extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<ByteBuf> read = new LinkedBlockingQueue<>();
    private int came;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      read.add((ByteBuf) message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    void take(int bytes) throws InterruptedException {
      while (came < bytes) {
        ByteBuf next = read.poll(30, TimeUnit.SECONDS);
        assertNotNull(next, bytes - came + " bytes did not come");
        came += next.readableBytes();
        next.release();
      }
      came -= bytes;
    }
  }

  private Bootstrap client(ServerSocket listening, ChannelHandler... handlers) {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .remoteAddress(listening.getLocalSocketAddress())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handlers);
              }
            });
  }

  private ClassifyingHandler outbound() {
    return ClassifyingHandler.outbound(sensor, CLOCK);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 4, LOOPBACK);
  }

  private static ByteBuf bytes(SampleStream.Turn turn) {
    return Unpooled.wrappedBuffer(turn.bytes());
  }

  private static int length(SampleStream sample, Direction from) {
    return sample.turns().stream()
        .filter(turn -> turn.direction() == from)
        .mapToInt(turn -> turn.bytes().remaining())
        .sum();
  }

  /** Has a server say its turns of samples to the next client, one after the other. */
  private Future<Void> serve(ServerSocket listening, SampleStream... samples) {
    return server.submit(
        (Callable<Void>)
            () -> {
              try (Socket socket = listening.accept()) {
                for (SampleStream sample : samples) {
                  serve(socket, sample);
                }
                socket.getInputStream().read();
              }
              return null;
            });
  }

  private static void serve(Socket socket, SampleStream sample) throws IOException {
    for (SampleStream.Turn turn : sample.turns()) {
      if (turn.direction() == Direction.TO_SERVER) {
        socket.getInputStream().readNBytes(turn.bytes().remaining());
      } else {
        byte[] said = new byte[turn.bytes().remaining()];
        turn.bytes().get(said);
        socket.getOutputStream().write(said);
      }
    }
  }

  /** Says the client's turns from one on, and reads the others. */
  private static void play(Channel channel, Reader reader, SampleStream sample, int first)
      throws InterruptedException {
    List<SampleStream.Turn> turns = sample.turns();
    for (SampleStream.Turn turn : turns.subList(first, turns.size())) {
      if (turn.direction() == Direction.TO_SERVER) {
        channel.writeAndFlush(bytes(turn)).sync();
      } else {
        reader.take(turn.bytes().remaining());
      }
    }
  }

  private VerdictEvent last() throws InterruptedException {
    VerdictEvent end = events.poll(30, TimeUnit.SECONDS);
    assertNotNull(end, "no verdict");
    return end;
  }

  private static void assertWhole(SampleStream sample, VerdictEvent end) {
    StreamSummary summary = end.summary().orElseThrow();
    assertEquals(length(sample, Direction.TO_SERVER), summary.bytesToServer());
    assertEquals(length(sample, Direction.TO_CLIENT), summary.bytesToClient());
    assertFalse(summary.gap());
    assertEquals(sample.label(), end.verdict().labelOrDecision());
    assertFalse(json(end).contains("one_direction"));
  }

  private static String json(VerdictEvent event) {
    return new String(VerdictFormat.eve().line(event), StandardCharsets.UTF_8);
  }

  @Test
  void theClientOfAnOutboundChannelIsThisSide() throws Exception {
    try (ServerSocket listening = listening()) {
      Future<Void> served = serve(listening, SSH);
      Reader reader = new Reader();
      Channel channel = client(listening, outbound(), reader).connect().sync().channel();
      play(channel, reader, SSH, 0);
      int port = ((InetSocketAddress) channel.localAddress()).getPort();
      channel.close().sync();
      served.get();
      VerdictEvent end = last();
      assertWhole(SSH, end);
      assertEquals(port, end.start().key().clientPort());
      assertEquals(listening.getLocalPort(), end.start().key().serverPort());
    }
  }

  @Test
  void whatIsWrittenByWhoWaitsForTheConnectionIsSeen() throws Exception {
    try (ServerSocket listening = listening()) {
      Future<Void> served = serve(listening, HTTP);
      Reader reader = new Reader();
      // Told before channelActive.
      ChannelFuture connected = client(listening, outbound(), reader).connect();
      CompletableFuture<Void> written = new CompletableFuture<>();
      connected.addListener(
          c ->
              connected
                  .channel()
                  .writeAndFlush(bytes(HTTP.turns().get(0)))
                  .addListener(w -> written.complete(null)));
      written.get();
      play(connected.channel(), reader, HTTP, 1);
      connected.channel().close().sync();
      served.get();
      assertWhole(HTTP, last());
    }
  }

  @Test
  void whatIsWrittenBeforeTheConnectionStandsIsSeenIfItIsSent() throws Exception {
    try (ServerSocket listening = listening()) {
      Future<Void> served = serve(listening, HTTP);
      Reader reader = new Reader();
      Channel channel = client(listening, outbound(), reader).register().sync().channel();
      // This fails, since it is flushed too early; the next waits.
      ByteBuf tooEarly = Unpooled.copyLong(1, 2, 3);
      assertTrue(channel.writeAndFlush(tooEarly).awaitUninterruptibly().cause() != null);
      ByteBuf waits = bytes(HTTP.turns().get(0));
      ChannelFuture written = channel.write(waits);
      channel.connect(listening.getLocalSocketAddress()).sync();
      channel.flush();
      written.sync();
      play(channel, reader, HTTP, 1);
      channel.close().sync();
      served.get();
      assertWhole(HTTP, last());
      assertEquals(0, waits.refCnt());
      assertEquals(0, tooEarly.refCnt());
    }
  }

  /** How many bytes the first connection brings. */
  private Future<Integer> bytesReceivedBy(ServerSocket listening) {
    return server.submit(
        () -> {
          try (Socket socket = listening.accept()) {
            return socket.getInputStream().readAllBytes().length;
          }
        });
  }

  @Test
  void moreThanIsKeptBeforeTheConnectionStandsIsAGap() throws Exception {
    try (ServerSocket listening = listening()) {
      Future<Integer> received = bytesReceivedBy(listening);
      Channel channel = client(listening, outbound(), new Reader()).register().sync().channel();
      for (int i = 0; i < 3; i++) {
        channel.write(Unpooled.wrappedBuffer(new byte[30_000]));
      }
      channel.connect(listening.getLocalSocketAddress()).sync();
      channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[10])).sync();
      channel.close().sync();
      assertEquals(90_010, received.get());
      StreamSummary summary = last().summary().orElseThrow();
      assertTrue(summary.gapToServer());
      assertEquals(60_000, summary.bytesToServer());
    }
  }

  @Test
  void aConnectionThatNeverStandsIsNoStream() throws Exception {
    ServerSocket nobody = listening();
    Channel channel = client(nobody, outbound(), new Reader()).register().sync().channel();
    nobody.close();
    ByteBuf early = Unpooled.copyLong(1);
    channel.write(early);
    channel.connect(nobody.getLocalSocketAddress()).awaitUninterruptibly();
    channel.close().sync();
    assertEquals(0, sensor.counters().opened());
    // The handler lets go of it when the pipeline does.
    for (int tries = 0; tries < 600 && early.refCnt() > 0; tries++) {
      Thread.sleep(50);
    }
    assertEquals(0, early.refCnt());
  }

  @Test
  void onlyOneDirectionIsSaidInTheJson() throws Exception {
    try (ServerSocket listening = listening()) {
      Future<Integer> received = bytesReceivedBy(listening);
      Channel channel = client(listening, outbound(), new Reader()).connect().sync().channel();
      channel.writeAndFlush(bytes(HTTP.turns().get(0))).sync();
      channel.close().sync();
      received.get();
      assertTrue(json(last()).contains("\"one_direction\":true"));
    }
  }

  @Test
  void aFileThatTheKernelSendsIsAGap(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("file"), new byte[5000]);
    try (ServerSocket listening = listening()) {
      Future<Integer> received = bytesReceivedBy(listening);
      Channel channel = client(listening, outbound(), new Reader()).connect().sync().channel();
      channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[10])).sync();
      channel.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, 5000)).sync();
      channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[10])).sync();
      channel.close().sync();
      assertEquals(5020, received.get());
      StreamSummary summary = last().summary().orElseThrow();
      assertTrue(summary.gapToServer());
      assertEquals(10, summary.bytesToServer());
    }
  }

  @Test
  void aConnectionThatIsBorrowedFromAPoolIsOneStream() throws Exception {
    try (ServerSocket listening = listening()) {
      Future<Void> served = serve(listening, HTTP, HTTP, HTTP);
      Reader reader = new Reader();
      Bootstrap client = client(listening);
      try (FixedChannelPool pool =
          new FixedChannelPool(
              client,
              new AbstractChannelPoolHandler() {
                @Override
                public void channelCreated(Channel channel) {
                  channel.pipeline().addLast(outbound(), reader);
                }
              },
              1)) {
        for (int request = 0; request < 3; request++) {
          Channel channel = pool.acquire().sync().getNow();
          play(channel, reader, HTTP, 0);
          pool.release(channel).sync();
        }
        assertEquals(1, sensor.counters().opened());
        assertEquals(0, events.size());
      }
      served.get();
      StreamSummary summary = last().summary().orElseThrow();
      assertEquals(3L * length(HTTP, Direction.TO_SERVER), summary.bytesToServer());
      assertEquals(3L * length(HTTP, Direction.TO_CLIENT), summary.bytesToClient());
    }
  }

  @Test
  void aHandlerThatIsReplacedBeginsAnotherStream() throws Exception {
    try (ServerSocket listening = listening()) {
      Future<Void> served = serve(listening, HTTP, SSH);
      Reader reader = new Reader();
      ClassifyingHandler before = outbound();
      Channel channel = client(listening, before, reader).connect().sync().channel();
      play(channel, reader, HTTP, 0);
      channel.pipeline().replace(before, "after", outbound());
      VerdictEvent first = last();
      assertWhole(HTTP, first);
      assertEquals(StreamSummary.EndReason.CLOSED, first.summary().orElseThrow().reason());
      play(channel, reader, SSH, 0);
      channel.close().sync();
      served.get();
      assertWhole(SSH, last());
    }
  }

  @Test
  void throughTheProxyOneSideMayGoOnAfterTheOtherHasSaidAll() throws Exception {
    try (ServerSocket listening = listening();
        Proxy proxy =
            new Proxy(
                new InetSocketAddress(LOOPBACK, 0),
                (InetSocketAddress) listening.getLocalSocketAddress(),
                sensor)) {
      Future<Integer> received =
          server.submit(
              () -> {
                try (Socket socket = listening.accept()) {
                  // All of the request, which ends with the direction.
                  int length = socket.getInputStream().readAllBytes().length;
                  socket.getOutputStream().write(new byte[70_000]);
                  return length;
                }
              });
      try (Socket client = new Socket(LOOPBACK, proxy.address().getPort())) {
        client.getOutputStream().write(new byte[300]);
        client.shutdownOutput();
        InputStream in = client.getInputStream();
        assertEquals(70_000, in.readAllBytes().length);
      }
      assertEquals(300, received.get());
      StreamSummary summary = last().summary().orElseThrow();
      assertEquals(300, summary.bytesToServer());
      assertEquals(70_000, summary.bytesToClient());
      assertEquals(StreamSummary.EndReason.FIN, summary.reason());
    }
  }
}
