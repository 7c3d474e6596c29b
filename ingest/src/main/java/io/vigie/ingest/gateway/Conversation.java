package io.vigie.ingest.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vigie.ingest.gateway.NodeTokens.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: one request after the other. Who sends is known before a byte of the body is
 * kept; nothing more is read while a request is worked on. Everything here runs on the connection's
 * own thread.
 */
final class Conversation extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /** How long the rest of a request that was refused is read and thrown away. */
  private static final Duration LEAVE = Duration.ofSeconds(5);

  private enum State {
    WAITING,
    DECIDING,
    RECEIVING,
    WORKING,
    WRITING,
    /** Refused: what still comes is not looked at. */
    ENDING
  }

  private final Desk desk;
  private State state = State.WAITING;
  private Head.Wanted head;
  private boolean keepAlive;
  private boolean continueExpected;
  private ByteArrayOutputStream body;
  private int held;
  private long beganNanos;
  private ScheduledFuture<?> deadline;

  Conversation(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    allow(context, desk.limits().patience());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (state == State.WAITING && message instanceof HttpRequest request) {
        begin(context, request);
      } else if (state == State.RECEIVING && message instanceof HttpContent content) {
        receive(context, content);
      } else if (state == State.ENDING && message instanceof LastHttpContent) {
        context.close();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    beganNanos = System.nanoTime();
    keepAlive = HttpUtil.isKeepAlive(request);
    continueExpected = HttpUtil.is100ContinueExpected(request);
    Head told = Head.of(request, desk.limits());
    if (told instanceof Head.Unwanted unwanted) {
      refuse(context, unwanted.answer(), request.decoderResult().isFailure());
      return;
    }
    head = (Head.Wanted) told;
    state = State.DECIDING;
    context.channel().config().setAutoRead(false);
    desk.tokens()
        .check(head.node(), head.token())
        .whenComplete((verdict, failure) -> on(context, () -> decided(context, verdict, failure)));
  }

  private void decided(ChannelHandlerContext context, Verdict verdict, Throwable failure) {
    if (state != State.DECIDING) {
      return; // the client left, or took too long
    }
    if (failure != null) {
      refuse(context, failed(failure), false);
      return;
    }
    switch (verdict) {
      case GOOD -> admit(context);
      case UNKNOWN -> refuse(context, Head.unknown(), false);
      case UNDECIDED ->
          refuse(
              context,
              Answer.later(5, "the database is away: your token cannot be checked"),
              false);
    }
  }

  private void admit(ChannelHandlerContext context) {
    int wanted = head.bytes() >= 0 ? head.bytes() : desk.limits().bodyBytes();
    if (!desk.room().tryAcquire(wanted)) {
      refuse(context, busy(), false);
      return;
    }
    held = wanted;
    body = new ByteArrayOutputStream();
    state = State.RECEIVING;
    if (continueExpected) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    context.channel().config().setAutoRead(true);
  }

  private void receive(ChannelHandlerContext context, HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    ByteBuf bytes = content.content();
    if (content.decoderResult().isFailure()) {
      refuse(
          context,
          Answer.problem(HttpResponseStatus.BAD_REQUEST, "the body is cut into wrong chunks"),
          true);
    } else if (body.size() + bytes.readableBytes() > desk.limits().bodyBytes()) {
      refuse(context, Head.tooLarge(desk.limits()), last);
    } else {
      keep(bytes);
      if (last) {
        work(context);
      }
    }
  }

  private void keep(ByteBuf bytes) {
    byte[] copy = new byte[bytes.readableBytes()];
    bytes.readBytes(copy);
    body.writeBytes(copy);
  }

  private void work(ChannelHandlerContext context) {
    state = State.WORKING;
    deadline.cancel(false);
    context.channel().config().setAutoRead(false);
    Body whole = new Body(body.toByteArray(), head.packed(), head.lines());
    body = null;
    try {
      CompletableFuture.supplyAsync(() -> desk.reports().take(head.node(), whole), desk.workers())
          .thenCompose(answer -> answer)
          .exceptionally(this::failed)
          .whenComplete((answer, none) -> on(context, () -> answer(context, answer)));
    } catch (RejectedExecutionException e) {
      answer(context, busy());
    }
  }

  private void answer(ChannelHandlerContext context, Answer answer) {
    giveRoomBack();
    if (!context.channel().isActive()) {
      return; // the client left; it will send the same again
    }
    state = State.WRITING;
    boolean goesOn = keepAlive;
    allow(context, desk.limits().patience());
    write(context, answer, goesOn)
        .addListener(
            written -> {
              if (!written.isSuccess() || !goesOn) {
                context.close();
                return;
              }
              state = State.WAITING;
              allow(context, desk.limits().patience());
              context.channel().config().setAutoRead(true);
            });
  }

  /**
   * Answers and ends the connection; not before the whole request has come, or the client, still
   * writing, would see a broken connection and no answer.
   *
   * @param whole nothing more of it will come
   */
  private void refuse(ChannelHandlerContext context, Answer answer, boolean whole) {
    giveRoomBack();
    body = null;
    state = State.ENDING;
    allow(context, LEAVE);
    ChannelFuture written = write(context, answer, false);
    if (whole || continueExpected) {
      written.addListener(done -> context.close());
    }
    context.channel().config().setAutoRead(true);
  }

  private ChannelFuture write(ChannelHandlerContext context, Answer answer, boolean goesOn) {
    desk.metrics()
        .answered(answer.status().code(), Duration.ofNanos(System.nanoTime() - beganNanos));
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, answer.status(), Unpooled.wrappedBuffer(answer.body()));
    answer.headers().forEach(response.headers()::set);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
        .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
        .set(
            HttpHeaderNames.CONNECTION,
            goesOn ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    return context.writeAndFlush(response);
  }

  /** What must happen next must happen in this time. */
  private void allow(ChannelHandlerContext context, Duration time) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline =
        context.executor().schedule(() -> late(context), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void late(ChannelHandlerContext context) {
    switch (state) {
      case DECIDING, RECEIVING ->
          refuse(
              context,
              Answer.problem(
                  HttpResponseStatus.REQUEST_TIMEOUT,
                  "a whole request must come within "
                      + desk.limits().patience().toMillis()
                      + " ms"),
              true);
      case WAITING -> drop(context, "idle");
      case WORKING, WRITING, ENDING -> drop(context, "slow");
    }
  }

  private void drop(ChannelHandlerContext context, String why) {
    desk.metrics().dropped(why);
    context.close();
  }

  private static Answer busy() {
    return Answer.later(1, "too much is under way; send it again in a second");
  }

  private Answer failed(Throwable failure) {
    desk.metrics().failed();
    LOG.atError().setCause(failure).log("a request failed");
    return Answer.problem(
        HttpResponseStatus.INTERNAL_SERVER_ERROR, "the gateway failed at it; its log says why");
  }

  private void giveRoomBack() {
    desk.room().release(held);
    held = 0;
  }

  /** After the loop has ended there is nobody to answer. */
  private static void on(ChannelHandlerContext context, Runnable next) {
    if (!context.executor().isShuttingDown()) {
      context.executor().execute(next);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.cancel(false);
    if (state != State.WORKING) {
      giveRoomBack();
      state = State.ENDING;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      drop(context, "broken"); // reset, or not TLS
    } else {
      failed(cause);
      context.close();
    }
  }
}
