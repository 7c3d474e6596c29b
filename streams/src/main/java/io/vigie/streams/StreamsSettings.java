package io.vigie.streams;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a streams process needs to know.
 *
 * @param bootstrap Kafka's {@code host:port,…}
 * @param stateDir where the stores live; one directory per process
 * @param applicationId names the group, the internal topics and the transactions
 * @param client further properties of every Kafka client: TLS, SASL
 * @param metricsPort loopback port of {@code /metrics} and {@code /health/readiness}; 0 for none
 */
public record StreamsSettings(
    String bootstrap,
    Path stateDir,
    String applicationId,
    Map<String, String> client,
    int metricsPort) {
  public static final String APPLICATION_ID = "vigie-streams";

  public StreamsSettings {
    if (bootstrap == null || bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap must be host:port,…; got nothing");
    }
    if (stateDir == null) {
      throw new IllegalArgumentException("stateDir is missing: the stores need a directory");
    }
    if (applicationId == null || !applicationId.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "applicationId must be 1 to 100 of A-Z a-z 0-9 . _ -; got \"" + applicationId + '"');
    }
    if (metricsPort < 0 || metricsPort > 65_535) {
      throw new IllegalArgumentException("metricsPort must be 0 to 65535; got " + metricsPort);
    }
    client = Map.copyOf(client);
  }

  /** No TLS, no metrics port: a broker on loopback. */
  public static StreamsSettings local(String bootstrap, Path stateDir) {
    return new StreamsSettings(bootstrap, stateDir, APPLICATION_ID, Map.of(), 0);
  }

  /**
   * What every task is told: what became of nodes, what people set, which alert is the root of
   * many.
   */
  public String transitionsTopic() {
    return applicationId + "-node-transitions";
  }

  /** What the stage that tells people hears: alerts, acts, deliveries, policies, pulses. */
  public String peopleTopic() {
    return applicationId + "-people";
  }
}
