package io.vigie.ingest;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vigie.contract.setting.Environment;
import io.vigie.store.Store;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingest as a process of its own, set up by its environment: {@link IngestSettings#from}. With the
 * argument {@code forget} it empties the tables the pipeline derives instead, so that recording
 * begins again where the topics begin.
 */
public final class IngestMain {
  private IngestMain() {}

  public static void main(String[] args) throws InterruptedException, SQLException {
    // the recorder itself says once when the broker goes and comes; its client says it every second
    quiet("org.slf4j.simpleLogger.log.org.apache.kafka", "error");
    quiet("org.slf4j.simpleLogger.log.org.flywaydb", "warn");
    IngestSettings settings;
    try {
      settings = IngestSettings.from(Environment.ofProcess());
    } catch (IllegalArgumentException e) {
      System.err.println("ingest: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (args.length == 1 && args[0].equals("forget")) {
      forget(settings);
    } else {
      run(settings);
    }
  }

  private static void quiet(String logger, String level) {
    if (System.getProperty(logger) == null) {
      System.setProperty(logger, level);
    }
  }

  private static void forget(IngestSettings settings) throws SQLException {
    try (Connection connection = settings.database().connect()) {
      Store.forgetDerived(connection);
    }
    System.out.println("derived tables are empty; start the recorder to fill them from Kafka");
  }

  private static void run(IngestSettings settings) throws InterruptedException {
    Logger log = LoggerFactory.getLogger(IngestMain.class);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    Ingest ingest = Ingest.start(settings, registry);
    MetricsServer metrics =
        settings.metricsPort() == IngestSettings.NO_METRICS
            ? null
            : MetricsServer.start(settings.metricsPort(), ingest, registry);
    log.atInfo()
        .addKeyValue("settings", settings)
        .addKeyValue("metricsPort", metrics == null ? "none" : metrics.port())
        .addKeyValue("gateway", ingest.gateway().map(URI::toString).orElse("none"))
        .log("ingest started");
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (metrics != null) {
                    metrics.close();
                  }
                  ingest.close();
                  log.atInfo().log("ingest stopped");
                  ended.countDown();
                },
                "ingest-stop"));
    ended.await();
  }
}
