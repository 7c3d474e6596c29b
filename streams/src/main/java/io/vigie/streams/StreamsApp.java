package io.vigie.streams;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.topic.TopicTool;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.metric.MetricsServer;
import io.vigie.streams.pulse.MainConsumers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of one process: start, watch, close. */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final KafkaStreams streams;
  private final Metrics metrics;
  private final MetricsServer server;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StreamsApp(StreamsSettings settings, int partitions, Metrics metrics) throws IOException {
    this.metrics = metrics;
    MainConsumers consumers = new MainConsumers();
    VigieTopology topology =
        new VigieTopology(settings.transitionsTopic(), partitions, consumers, metrics);
    this.streams =
        new KafkaStreams(topology.build(), StreamsConfiguration.of(settings, metrics), consumers);
    streams.setUncaughtExceptionHandler(new ThreadKeeper(metrics));
    streams.setStateListener(this::onState);
    this.server =
        settings.metricsPort() == 0
            ? null
            : MetricsServer.start(settings.metricsPort(), metrics::prometheus, this::healthy);
  }

  /**
   * Starts the streams; they take their partitions over in the background.
   *
   * @throws IllegalStateException when topics are missing, or disagree about their partitions
   */
  public static StreamsApp start(StreamsSettings settings) {
    int partitions = partitions(settings);
    try {
      StreamsApp app = new StreamsApp(settings, partitions, new Metrics());
      app.streams.start();
      LOG.atInfo()
          .addKeyValue("application", settings.applicationId())
          .addKeyValue("partitions", partitions)
          .log("streams started");
      return app;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port " + settings.metricsPort() + " of the metrics cannot be opened", e);
    }
  }

  public KafkaStreams.State state() {
    return streams.state();
  }

  /** Whether the streams do their work now. */
  public boolean healthy() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Every counter and gauge by its Prometheus name, labels included. */
  public Map<String, Number> metrics() {
    return metrics.values();
  }

  public long count(Counter counter) {
    return metrics.value(counter);
  }

  /** Prometheus text. */
  public String prometheus() {
    return metrics.prometheus();
  }

  /** Returns when the streams have ended, whoever ended them. */
  public void await() throws InterruptedException {
    ended.await();
  }

  /** Whether they ended by an error of their own. */
  public boolean failed() {
    return streams.state() == KafkaStreams.State.ERROR;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (!streams.close(CLOSE_WITHIN)) {
      LOG.atWarn().addKeyValue("seconds", CLOSE_WITHIN.toSeconds()).log("streams close late");
    }
    ended.countDown();
  }

  private void onState(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.atInfo().addKeyValue("state", now).addKeyValue("before", before).log("streams");
    if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }

  private static int partitions(StreamsSettings settings) {
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    try (Admin admin = Admin.create(config)) {
      int partitions = TopicTool.partitions(admin);
      createTransitions(admin, settings.transitionsTopic(), partitions);
      return partitions;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka at " + settings.bootstrap() + " does not answer: " + e.getCause().getMessage(),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka for its topics", e);
    }
  }

  /** As many replicas as the inputs have: what it tells is as dear as they are. */
  private static void createTransitions(Admin admin, String name, int partitions)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> known =
        admin.describeTopics(List.of(Topic.INSTANCE_STATUS.wire())).allTopicNames().get();
    int replicas = known.get(Topic.INSTANCE_STATUS.wire()).partitions().get(0).replicas().size();
    NewTopic topic =
        new NewTopic(name, partitions, (short) replicas)
            .configs(Map.of("cleanup.policy", "compact"));
    try {
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      int found =
          admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().size();
      if (found != partitions) {
        throw new IllegalStateException(
            "topic "
                + name
                + " has "
                + found
                + " partitions, the anchored topics have "
                + partitions
                + "; stop the streams, delete that topic and start again");
      }
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("Kafka did not create topic " + name + " within 30 s", e);
    }
  }
}
