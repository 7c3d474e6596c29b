package io.vigie.embedded;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.topic.TopicTool;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker in this process: KRaft, one node, loopback only, data kept in a folder. */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final KafkaRaftServer server;
  private final int port;
  private final FolderLock lock;

  private EmbeddedBroker(KafkaRaftServer server, int port, FolderLock lock) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /**
   * @param data folder of the logs, made when missing; a second start goes on with what is there
   * @param port loopback port; 0 takes any free one
   * @throws IllegalStateException when the port is taken or another broker uses the folder
   */
  public static EmbeddedBroker start(Path data, int port) {
    int listen = port == 0 ? FreePort.any() : port;
    if (!FreePort.isFree(listen)) {
      throw new IllegalStateException(
          "port " + listen + " is taken: choose another one for the broker with --kafka-port");
    }
    // Kafka writes to its metadata before it takes its own lock: a second broker would spoil the
    // first one's
    FolderLock lock = FolderLock.take(data, "broker");
    try {
      Path logs = data.toAbsolutePath();
      Map<String, Object> settings = settings(logs, listen, FreePort.any());
      format(logs);
      AfterKill.fence(logs, settings);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      server.startup();
      PortFile.write(logs, listen);
      LOG.atInfo().addKeyValue("port", listen).log("broker started");
      return new EmbeddedBroker(server, listen, lock);
    } catch (Exception e) {
      lock.close();
      throw new IllegalStateException(
          "the broker did not start on " + data + ": " + e.getMessage(), e);
    }
  }

  public String bootstrap() {
    return bootstrap(port);
  }

  /** Address of the one that another process runs on that folder; empty when none does. */
  public static Optional<String> running(Path data) {
    OptionalInt port = PortFile.read(data);
    return port.isPresent() ? Optional.of(bootstrap(port.getAsInt())) : Optional.empty();
  }

  private static String bootstrap(int port) {
    return "127.0.0.1:" + port;
  }

  /**
   * Creates the catalogue's topics that are missing.
   *
   * @param partitions P for the anchored topics, at their first creation
   * @return P in force
   */
  public int createTopics(int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()))) {
      return TopicTool.create(admin, partitions, (short) 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    } catch (Exception e) {
      throw new IllegalStateException("topics could not be created: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    lock.close();
  }

  private static void format(Path logs) throws Exception {
    Path marker = logs.resolve("meta.properties");
    if (Files.exists(marker)) {
      return;
    }
    Formatter formatter = new Formatter();
    formatter
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(Optional.of(logs.toString()))
        .setDirectories(List.of(logs.toString()))
        .setIgnoreFormatted(true)
        .run();
    if (!Files.exists(marker)) {
      throw new IOException("formatting " + logs + " left no " + marker.getFileName());
    }
  }

  private static Map<String, Object> settings(Path logs, int port, int controllerPort) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", logs.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(Topic.MAX_RECORD_BYTES));
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // without it a restart waits 10 s for a session to end
    settings.put("controlled.shutdown.enable", "true");
    settings.put("log.cleaner.dedupe.buffer.size", "33554432");
    settings.put("log.segment.bytes", "134217728");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    return settings;
  }
}
