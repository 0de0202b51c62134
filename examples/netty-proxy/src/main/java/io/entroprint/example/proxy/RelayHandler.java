package io.entroprint.example.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/**
 * Hands on what one side of a connection sends to the other. Each side is read only when what came
 * before has been written, so that a slow reader slows the writer down and nothing piles up.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Where it matters, a listener is told.
final class RelayHandler extends ChannelInboundHandlerAdapter {
  /** Whom to connect to; null on the side of the server, which is connected already. */
  private final InetSocketAddress server;

  private Channel other;

  /** The side of the client: connects to the server first. */
  RelayHandler(InetSocketAddress server) {
    this.server = server;
  }

  /** The side of the server. */
  private RelayHandler(Channel client) {
    server = null;
    other = client;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    Channel channel = context.channel();
    if (other != null) {
      channel.read();
      return;
    }
    // On the same event loop: the two sides never run at the same time.
    other =
        new Bootstrap()
            .group(channel.eventLoop())
            .channel(channel.getClass())
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(new RelayHandler(channel))
            .connect(server)
            .addListener(
                connected -> {
                  if (connected.isSuccess()) {
                    channel.read();
                  } else {
                    channel.close();
                  }
                })
            .channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!other.isActive()) {
      ReferenceCountUtil.release(message);
      return;
    }
    other
        .writeAndFlush(message)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                context.channel().read();
              } else {
                context.close();
              }
            });
  }

  /** One side says nothing more, and goes on listening. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      // What was written before goes out first.
      other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> silence(context.channel()));
    }
    context.fireUserEventTriggered(event);
  }

  private void silence(Channel silent) {
    DuplexChannel listener = (DuplexChannel) other;
    if (listener.isInputShutdown()) {
      // Both have said all.
      listener.close();
      silent.close();
    } else {
      listener.shutdownOutput();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (other != null && other.isActive()) {
      // What was written before goes out first.
      other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
