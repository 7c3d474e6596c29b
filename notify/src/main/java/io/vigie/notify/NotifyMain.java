package io.vigie.notify;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vigie.contract.setting.Environment;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notify as a process of its own, set up by its environment: {@link NotifySettings#from}. */
public final class NotifyMain {
  private NotifyMain() {}

  public static void main(String[] args) throws InterruptedException {
    // notify itself says once when the broker goes and comes; its client says it every second
    String clients = "org.slf4j.simpleLogger.log.org.apache.kafka";
    if (System.getProperty(clients) == null) {
      System.setProperty(clients, "error");
    }
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    try {
      NotifySettings settings = NotifySettings.from(Environment.ofProcess());
      run(settings, Notify.start(settings, registry), registry);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("notify: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void run(NotifySettings settings, Notify notify, PrometheusMeterRegistry registry)
      throws InterruptedException {
    Logger log = LoggerFactory.getLogger(NotifyMain.class);
    MetricsServer metrics =
        settings.metricsPort() == NotifySettings.NO_METRICS
            ? null
            : MetricsServer.start(settings.metricsPort(), notify, registry);
    log.atInfo()
        .addKeyValue("settings", settings)
        .addKeyValue("metricsPort", metrics == null ? "none" : metrics.port())
        .log("notify started");
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (metrics != null) {
                    metrics.close();
                  }
                  notify.close();
                  log.atInfo().log("notify stopped");
                  ended.countDown();
                },
                "notify-stop"));
    ended.await();
  }
}
