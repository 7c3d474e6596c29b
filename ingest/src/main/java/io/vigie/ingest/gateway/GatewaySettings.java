package io.vigie.ingest.gateway;

import io.vigie.contract.setting.Environment;
import io.vigie.contract.setting.Listening;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the gateway listens.
 *
 * @param listen address; any but loopback needs TLS
 * @param port 0 takes a free one
 * @param tlsCert PEM certificate chain, null for none
 * @param tlsKey PEM key, null for none
 */
public record GatewaySettings(String listen, int port, Path tlsCert, Path tlsKey) {
  public GatewaySettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("gateway port must be 0 to 65535; got " + port);
    }
    Listening.check("VIGIE_LISTEN", listen, "VIGIE_TLS_CERT", tlsCert, "VIGIE_TLS_KEY", tlsKey);
  }

  /**
   * From {@code VIGIE_GATEWAY_PORT} and, all optional, {@code VIGIE_LISTEN} (127.0.0.1), {@code
   * VIGIE_TLS_CERT}, {@code VIGIE_TLS_KEY}. Empty without the port.
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static Optional<GatewaySettings> from(Environment environment) {
    return environment
        .optional("VIGIE_GATEWAY_PORT")
        .map(
            given ->
                new GatewaySettings(
                    environment.optional("VIGIE_LISTEN").orElse("127.0.0.1"),
                    environment.port("VIGIE_GATEWAY_PORT", 0),
                    environment.file("VIGIE_TLS_CERT").orElse(null),
                    environment.file("VIGIE_TLS_KEY").orElse(null)));
  }

  boolean tls() {
    return tlsCert != null;
  }
}
