package io.vigie.notify;

import io.vigie.contract.setting.Environment;
import io.vigie.notify.channel.ChannelSettings;
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
 * @param mail how mail is handed over; null where none goes out
 * @param console where people find the console, for links; null for none
 * @param fallback address that is told when the collector is blind; empty for none
 * @param metricsPort loopback port of {@code /metrics} and {@code /health/readiness}; 0 takes a
 *     free one, -1 opens none
 * @param channels what webhooks and chats need
 */
public record NotifySettings(
    String bootstrap,
    Map<String, String> client,
    MailSettings mail,
    URI console,
    String fallback,
    int metricsPort,
    ChannelSettings channels) {
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

  /** Without channels of its own networks and secrets. */
  public NotifySettings(
      String bootstrap,
      Map<String, String> client,
      MailSettings mail,
      URI console,
      String fallback,
      int metricsPort) {
    this(bootstrap, client, mail, console, fallback, metricsPort, ChannelSettings.NONE);
  }

  /**
   * From {@code VIGIE_KAFKA}, {@code VIGIE_KAFKA_CONFIG} (a properties file, optional), {@code
   * VIGIE_URL} and {@code VIGIE_FALLBACK_MAIL} (both optional), {@code VIGIE_METRICS_PORT}
   * (optional, 9405), and what {@link MailSettings#from} and {@link ChannelSettings#from} read.
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static NotifySettings from(Environment environment) {
    return new NotifySettings(
        environment.required("VIGIE_KAFKA", "host:port of the brokers"),
        environment.client("VIGIE_KAFKA_CONFIG"),
        MailSettings.from(environment).orElse(null),
        environment.console().orElse(null),
        fallback(environment),
        environment.port("VIGIE_METRICS_PORT", 9405),
        ChannelSettings.from(environment));
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
    return "broker " + bootstrap + (mail == null ? ", no mail" : ", mail by " + mail);
  }
}
