package io.vigie.streams;

import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.metric.MetricsServer;
import io.vigie.streams.metric.OwnProcess;
import io.vigie.streams.pulse.MainConsumers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of one process: start, watch, close. */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  /** Says goodbye to the group: whoever comes next need not wait for a session to end. */
  private static final CloseOptions LEAVING =
      CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
          .withTimeout(CLOSE_WITHIN);

  private final KafkaStreams streams;
  private final Metrics metrics;
  private final MetricsServer server;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StreamsApp(StreamsSettings settings, int partitions, Metrics metrics) throws IOException {
    this.metrics = metrics;
    MainConsumers consumers = new MainConsumers(metrics);
    VigieTopology topology = new VigieTopology(settings, partitions, consumers, metrics);
    this.streams =
        new KafkaStreams(topology.build(), StreamsConfiguration.of(settings, metrics), consumers);
    streams.setUncaughtExceptionHandler(new ThreadKeeper(metrics));
    streams.setStateListener(this::onState);
    streams.setGlobalStateRestoreListener(new Restores(metrics));
    this.server =
        settings.metricsPort() == 0
            ? null
            : MetricsServer.start(
                settings.metricsPort(),
                () -> metrics.prometheus() + OwnProcess.prometheus(),
                this::healthy);
  }

  /**
   * Starts the streams; they take their partitions over in the background.
   *
   * @throws IllegalStateException when topics are missing, or disagree about their partitions
   */
  public static StreamsApp start(StreamsSettings settings) {
    int partitions = StreamsTopics.ready(settings);
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
    if (!streams.close(LEAVING)) {
      metrics.count(Counter.CLOSED_LATE);
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
}
