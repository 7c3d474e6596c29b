package io.vigie.ingest.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.Outage;
import io.vigie.ingest.PartHealth;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.event.Level;

/**
 * The HTTP door for nodes without a Kafka client: {@code POST /ingest/v1/events}. An answer is
 * given when Kafka has acknowledged.
 */
public final class Gateway implements AutoCloseable {
  private static final String NAME = "gateway";
  private static final int LOOPS = 2;
  private static final int WORKERS = 4;
  private static final int MOST_WAITING = 4_096;
  private static final int STOP_SECONDS = 15;
  private static final HttpDecoderConfig DECODER =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(4_096)
          .setMaxHeaderSize(16_384)
          .setMaxChunkSize(65_536);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          WORKERS,
          WORKERS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> new Thread(task, NAME));
  private final Outage broker;
  private final Outage database;
  private final Appender appender;
  private final NodeTokens tokens;
  private final Channel listener;
  private final URI uri;

  private Gateway(
      GatewaySettings door, IngestSettings settings, Limits limits, MeterRegistry registry) {
    Semaphore room = new Semaphore(limits.heldBytes());
    GatewayMetrics metrics = new GatewayMetrics(registry, room, limits);
    broker = new Outage("broker of the gateway", Level.WARN, () -> metrics.outage("broker"));
    database = new Outage("tokens of nodes", Level.WARN, () -> metrics.outage("database"));
    tokens = new NodeTokens(settings.database(), NodeTokens.BELIEVED, database);
    appender = new Appender(settings, limits.delivery(), broker);
    Reports reports = new Reports(appender, limits, metrics);
    Desk desk = new Desk(limits, tokens, reports, room, workers, metrics);
    try {
      listener = listen(door, desk);
    } catch (RuntimeException e) {
      end();
      throw e;
    }
    InetSocketAddress address = (InetSocketAddress) listener.localAddress();
    uri =
        URI.create((door.tls() ? "https" : "http") + "://" + host(door) + ':' + address.getPort());
  }

  /**
   * Returns once the listener is open. Broker and database may come later, go away and come back:
   * until then the answer is 503.
   *
   * @throws IllegalStateException when the port is taken
   * @throws IllegalArgumentException when certificate or key cannot be read
   */
  public static Gateway start(
      GatewaySettings door, IngestSettings settings, MeterRegistry registry) {
    return start(door, settings, Limits.DEFAULT, registry);
  }

  static Gateway start(
      GatewaySettings door, IngestSettings settings, Limits limits, MeterRegistry registry) {
    return new Gateway(door, settings, limits, registry);
  }

  /** {@code http(s)://host:port}, without a path. */
  public URI uri() {
    return uri;
  }

  public PartHealth health() {
    if (!listener.isOpen()) {
      return PartHealth.broken(NAME, "does not listen");
    }
    return Stream.of(broker, database)
        .map(Outage::reason)
        .flatMap(Optional::stream)
        .findFirst()
        .map(why -> PartHealth.broken(NAME, why))
        .orElseGet(() -> PartHealth.working(NAME));
  }

  private Channel listen(GatewaySettings door, Desk desk) {
    SslContext tls = door.tls() ? tls(door) : null;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1_024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    welcome(channel, tls, desk);
                  }
                });
    ChannelFuture bound = bootstrap.bind(door.listen(), door.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(
          "the gateway cannot listen on %s port %d (%s): choose another with --gateway-port or VIGIE_GATEWAY_PORT"
              .formatted(door.listen(), door.port(), bound.cause().getMessage()),
          bound.cause());
    }
    return bound.channel();
  }

  private static void welcome(SocketChannel channel, SslContext tls, Desk desk) {
    channel.closeFuture().addListener(closed -> desk.metrics().closed());
    if (desk.metrics().opened() > desk.limits().connections()) {
      desk.metrics().dropped("full");
      channel.close();
      return;
    }
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    channel
        .pipeline()
        .addLast(new HttpServerCodec(DECODER))
        .addLast(new FlowControlHandler())
        .addLast(new Conversation(desk));
  }

  private static SslContext tls(GatewaySettings door) {
    try {
      return SslContextBuilder.forServer(door.tlsCert().toFile(), door.tlsKey().toFile())
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "certificate %s with key %s cannot be used, both must be PEM, the key PKCS#8 without a password: %s"
              .formatted(door.tlsCert(), door.tlsKey(), e.getMessage()),
          e);
    }
  }

  private static String host(GatewaySettings door) {
    return door.listen().contains(":") ? '[' + door.listen() + ']' : door.listen();
  }

  /** What is under way is answered first. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    end();
  }

  private void end() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    appender.close();
    tokens.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
