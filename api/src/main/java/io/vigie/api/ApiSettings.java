package io.vigie.api;

import io.vigie.store.Database;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the api needs to know.
 *
 * @param bootstrap brokers, {@code host:port,host:port}
 * @param client properties of every Kafka client: TLS, SASL
 * @param data folder of its own files: the first administrator's password
 * @param listen address of the console
 * @param port 0 takes a free one
 * @param tlsCert PEM certificate chain, null for none
 * @param tlsKey PEM key, null for none
 * @param adminPassword of the first administrator; empty: one is made and kept in {@link
 *     #adminPasswordFile}
 */
public record ApiSettings(
    String bootstrap,
    Map<String, String> client,
    Database database,
    Path data,
    String listen,
    int port,
    Path tlsCert,
    Path tlsKey,
    String adminPassword) {

  public ApiSettings {
    client = Map.copyOf(client);
  }

  /** Loopback, a free port, plain text. */
  public static ApiSettings local(String bootstrap, Database database, Path data) {
    return new ApiSettings(bootstrap, Map.of(), database, data, "127.0.0.1", 0, null, null, "");
  }

  public ApiSettings withListener(String address, int number, Path cert, Path key) {
    return new ApiSettings(
        bootstrap, client, database, data, address, number, cert, key, adminPassword);
  }

  public ApiSettings withAdminPassword(String password) {
    return new ApiSettings(
        bootstrap, client, database, data, listen, port, tlsCert, tlsKey, password);
  }

  public Path adminPasswordFile() {
    return data.resolve("admin-password");
  }

  /** What the framework is told of them. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.host", listen);
    properties.put("micronaut.server.port", port == 0 ? -1 : port);
    return properties;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return listen + ':' + port + ", broker " + bootstrap + ", database " + database;
  }
}
