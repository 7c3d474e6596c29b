package io.vigie.api.health;

import io.vigie.api.ApiSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Whether Kafka answers. */
@Singleton
final class Broker {
  private static final int WITHIN_MILLIS = 2_000;

  private final Admin admin;

  Broker(ApiSettings settings) {
    this.admin =
        Admin.create(
            settings.client(
                Map.of(
                    "client.id",
                    "vigie-health",
                    "request.timeout.ms",
                    WITHIN_MILLIS,
                    "default.api.timeout.ms",
                    WITHIN_MILLIS)));
  }

  boolean answers() {
    try {
      return !admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(WITHIN_MILLIS))
          .nodes()
          .get(WITHIN_MILLIS + 500L, TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      // the answer is no; the clients say why in their own logs
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @PreDestroy
  void stop() {
    admin.close(Duration.ofSeconds(2));
  }
}
