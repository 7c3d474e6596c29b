package io.vigie.api;

import io.vigie.store.Database;
import java.util.HashMap;
import java.util.Map;

/** What the framework is told of the settings, and every bound of the listener. */
final class ServerProperties {
  /** Largest body of a request, bytes: a file of some ten thousand lines of people. */
  private static final int MOST_BODY = 2 * 1024 * 1024;

  /** Largest header of a request, bytes: a position alone is up to 2 KB. */
  private static final int MOST_HEADER = 16 * 1024;

  private static final int MOST_CONNECTIONS_TO_DATABASE = 12;

  private ServerProperties() {}

  static Map<String, Object> of(ApiSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    server(settings, properties);
    if (settings.tls()) {
      tls(settings, properties);
    }
    database(settings.database(), properties);
    return properties;
  }

  private static void server(ApiSettings settings, Map<String, Object> properties) {
    properties.put("micronaut.application.name", "vigie-api");
    properties.put("micronaut.server.host", settings.listen());
    properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
    properties.put("micronaut.server.max-request-size", MOST_BODY);
    properties.put("micronaut.server.max-request-buffer-size", MOST_BODY);
    properties.put("micronaut.server.idle-timeout", "60s");
    // a field that is misspelt is told, not left out
    properties.put("jackson.deserialization.fail-on-unknown-properties", true);
    properties.put("micronaut.server.netty.max-header-size", MOST_HEADER);
    properties.put("micronaut.server.netty.max-initial-line-length", MOST_HEADER);
    // nobody needs to ask what a token is worth
    properties.put("micronaut.security.endpoints.introspection.enabled", false);
    // a small compressed body may hide a large one
    properties.put("micronaut.server.netty.request-decompression-enabled", false);
    properties.put("micronaut.server.netty.worker.shutdown-quiet-period", "10ms");
    properties.put("micronaut.server.netty.parent.shutdown-quiet-period", "10ms");
  }

  private static void tls(ApiSettings settings, Map<String, Object> properties) {
    properties.put("micronaut.server.ssl.enabled", true);
    properties.put("micronaut.server.ssl.port", settings.port() == 0 ? -1 : settings.port());
    properties.put("micronaut.server.ssl.protocols", "TLSv1.3,TLSv1.2");
    properties.put("micronaut.server.ssl.key-name", "console");
    properties.put("micronaut.certificate.file.console.format", "PEM");
    properties.put("micronaut.certificate.file.console.path", settings.tlsKey().toString());
    properties.put(
        "micronaut.certificate.file.console.certificate-path", settings.tlsCert().toString());
  }

  private static void database(Database database, Map<String, Object> properties) {
    String pool = "datasources.default.";
    properties.put(pool + "url", database.url());
    properties.put(pool + "username", database.user());
    properties.put(pool + "password", database.password());
    properties.put(pool + "driver-class-name", "org.mariadb.jdbc.Driver");
    properties.put(pool + "dialect", "MYSQL");
    properties.put(pool + "maximum-pool-size", MOST_CONNECTIONS_TO_DATABASE);
    properties.put(pool + "minimum-idle", 2);
    // milliseconds; a page that waits longer for a connection is told so
    properties.put(pool + "connection-timeout", 3_000);
    properties.put(pool + "validation-timeout", 2_000);
    // the listener opens without a database too: readiness tells what is missing
    properties.put(pool + "initialization-fail-timeout", -1);
    properties.put(
        pool + "data-source-properties",
        Map.of(
            "connectTimeout",
            "3000",
            "socketTimeout",
            Integer.toString(Database.SOCKET_TIMEOUT_MILLIS),
            "tcpKeepAlive",
            "true"));
  }
}
