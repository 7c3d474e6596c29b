package io.vigie.streams.service;

import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.wire.Order;
import io.vigie.streams.instance.Report;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;

/**
 * A node's configuration of a service, its text left out.
 *
 * @param install installation that sent it
 */
record Config(ServiceConfig config, Order order, String install) {
  private static final Comparator<Config> NEWEST =
      Comparator.<Config, Instant>comparing(c -> c.config().stamp())
          .thenComparing(c -> c.config().checksum())
          .thenComparing(c -> c.config().instance().node());

  /** Keeps what decides; the recorder keeps the text. */
  static Config of(ServiceConfig config, Order order, String install) {
    return new Config(withoutText(config), order, install);
  }

  /** The one that counts: newest stamp, then greater checksum; null when there is none. */
  static ServiceConfig effective(Collection<Config> configs) {
    return configs.isEmpty() ? null : Collections.max(configs, NEWEST).config();
  }

  /** Whether the same installation sent it after that report. */
  boolean after(Report report) {
    return install.equals(report.install()) && order.after(report.order());
  }

  private static ServiceConfig withoutText(ServiceConfig config) {
    return new ServiceConfig(
        config.instance(),
        config.app(),
        config.env(),
        config.topology(),
        config.orchestrate(),
        config.placement(),
        config.flexMin(),
        config.flexMax(),
        config.nodes(),
        config.drpNodes(),
        null,
        config.stamp(),
        config.checksum(),
        null);
  }
}
