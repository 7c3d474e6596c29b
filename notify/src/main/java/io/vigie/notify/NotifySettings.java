package io.vigie.notify;

import io.vigie.contract.setting.Environment;
import io.vigie.notify.mail.MailAddress;
import io.vigie.notify.mail.MailSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * What notify needs to know.
 *
 * @param bootstrap brokers, {@code host:port,host:port}
 * @param client properties of every Kafka client: TLS, SASL
 * @param mail how mail is handed over
 * @param console where people find the console, for links; null for none
 * @param fallback address that is told when the collector is blind; empty for none
 * @param metricsPort loopback port of {@code /metrics} and {@code /health/readiness}; 0 takes a
 *     free one, -1 opens none
 */
public record NotifySettings(
    String bootstrap,
    Map<String, String> client,
    MailSettings mail,
    URI console,
    String fallback,
    int metricsPort) {
  public static final int NO_METRICS = -1;

  public NotifySettings {
    if (bootstrap == null || bootstrap.isBlank()) {
      throw new IllegalArgumentException("VIGIE_KAFKA must name the brokers, host:port,host:port");
    }
    client = Map.copyOf(client);
    if (!fallback.isEmpty() && !MailAddress.isPlain(fallback)) {
      throw new IllegalArgumentException(
          "VIGIE_FALLBACK_MAIL must be an address like it@example.org; got \"" + fallback + '"');
    }
    if (metricsPort < NO_METRICS || metricsPort > 65_535) {
      throw new IllegalArgumentException("metrics port must be 0 to 65535; got " + metricsPort);
    }
  }

  /**
   * From {@code VIGIE_KAFKA}, {@code VIGIE_KAFKA_CONFIG} (a properties file, optional), {@code
   * VIGIE_URL} and {@code VIGIE_FALLBACK_MAIL} (both optional), {@code VIGIE_METRICS_PORT}
   * (optional, 9405), and what {@link MailSettings#from} reads.
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static NotifySettings from(Environment environment) {
    return new NotifySettings(
        environment.required("VIGIE_KAFKA", "host:port of the brokers"),
        environment.client("VIGIE_KAFKA_CONFIG"),
        MailSettings.from(environment)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "VIGIE_SMTP_HOST is not set; it must be the host that takes mail")),
        environment.console().orElse(null),
        fallback(environment),
        environment.port("VIGIE_METRICS_PORT", 9405));
  }

  /** Of {@code VIGIE_FALLBACK_MAIL}; empty without it. */
  public static String fallback(Environment environment) {
    return environment.optional("VIGIE_FALLBACK_MAIL").orElse("");
  }

  /** Settings of a Kafka client: the common ones, then these. */
  public Map<String, Object> client(Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(client);
    all.put("bootstrap.servers", bootstrap);
    all.putAll(own);
    return all;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "broker " + bootstrap + ", mail by " + mail;
  }
}
