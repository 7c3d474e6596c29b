package io.vigie.api;

import io.vigie.api.ldap.LdapSettings;
import io.vigie.api.oidc.OidcSettings;
import io.vigie.contract.setting.Environment;
import io.vigie.contract.setting.Listening;
import io.vigie.store.Database;
import java.net.URI;
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
 * @param adminPassword of the administrator {@code admin}, set at every start; empty: one is made
 *     at the first start and kept in {@link #adminPasswordFile}
 * @param ldap directory of people, null for none
 * @param oidc provider of identities, null for none
 * @param console where browsers find the console, for links; null: where they asked
 * @param gateway where nodes without Kafka report; null where they cannot
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
    String adminPassword,
    LdapSettings ldap,
    OidcSettings oidc,
    URI console,
    URI gateway) {
  private static final int SHORTEST_PASSWORD = 8;

  public ApiSettings {
    client = Map.copyOf(client);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("VIGIE_PORT must be 0 to 65535; got " + port);
    }
    Listening.check("VIGIE_LISTEN", listen, "VIGIE_TLS_CERT", tlsCert, "VIGIE_TLS_KEY", tlsKey);
    if (!adminPassword.isEmpty() && adminPassword.length() < SHORTEST_PASSWORD) {
      throw new IllegalArgumentException(
          "VIGIE_ADMIN_PASSWORD must have "
              + SHORTEST_PASSWORD
              + " characters or more; got "
              + adminPassword.length());
    }
  }

  /** Loopback, a free port, plain text. */
  public static ApiSettings local(String bootstrap, Database database, Path data) {
    return new ApiSettings(
        bootstrap,
        Map.of(),
        database,
        data,
        "127.0.0.1",
        0,
        null,
        null,
        "",
        null,
        null,
        null,
        null);
  }

  /**
   * From {@code VIGIE_KAFKA}, {@code VIGIE_KAFKA_CONFIG} (a properties file, optional), {@code
   * VIGIE_DB_URL}, {@code VIGIE_DB_USER}, {@code VIGIE_DB_PASSWORD_FILE}, {@code VIGIE_DATA}, and,
   * all optional, {@code VIGIE_LISTEN} (127.0.0.1), {@code VIGIE_PORT} (8080), {@code
   * VIGIE_TLS_CERT}, {@code VIGIE_TLS_KEY}, {@code VIGIE_ADMIN_PASSWORD}, {@code VIGIE_URL}, {@code
   * VIGIE_GATEWAY_URL}, and those of {@link LdapSettings#from} and {@link OidcSettings#from}.
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static ApiSettings from(Environment environment) {
    return new ApiSettings(
        environment.required("VIGIE_KAFKA", "host:port of the brokers"),
        environment.client("VIGIE_KAFKA_CONFIG"),
        new Database(
            environment.required("VIGIE_DB_URL", "jdbc:mariadb://host:port/schema"),
            environment.required("VIGIE_DB_USER", "a user of that database"),
            environment.secret("VIGIE_DB_PASSWORD_FILE")),
        Path.of(environment.required("VIGIE_DATA", "a directory for its files")),
        environment.optional("VIGIE_LISTEN").orElse("127.0.0.1"),
        environment.port("VIGIE_PORT", 8080),
        environment.file("VIGIE_TLS_CERT").orElse(null),
        environment.file("VIGIE_TLS_KEY").orElse(null),
        environment.optional("VIGIE_ADMIN_PASSWORD").orElse(""),
        LdapSettings.from(environment).orElse(null),
        OidcSettings.from(environment).orElse(null),
        environment.console().orElse(null),
        environment.uri("VIGIE_GATEWAY_URL").orElse(null));
  }

  public ApiSettings withListener(String address, int number, Path cert, Path key) {
    return new ApiSettings(
        bootstrap,
        client,
        database,
        data,
        address,
        number,
        cert,
        key,
        adminPassword,
        ldap,
        oidc,
        console,
        gateway);
  }

  public ApiSettings withAdminPassword(String password) {
    return new ApiSettings(
        bootstrap, client, database, data, listen, port, tlsCert, tlsKey, password, ldap, oidc,
        console, gateway);
  }

  public ApiSettings withBroker(String brokers) {
    return new ApiSettings(
        brokers,
        client,
        database,
        data,
        listen,
        port,
        tlsCert,
        tlsKey,
        adminPassword,
        ldap,
        oidc,
        console,
        gateway);
  }

  public ApiSettings withLdap(LdapSettings directory) {
    return new ApiSettings(
        bootstrap,
        client,
        database,
        data,
        listen,
        port,
        tlsCert,
        tlsKey,
        adminPassword,
        directory,
        oidc,
        console,
        gateway);
  }

  public ApiSettings withOidc(OidcSettings provider) {
    return new ApiSettings(
        bootstrap,
        client,
        database,
        data,
        listen,
        port,
        tlsCert,
        tlsKey,
        adminPassword,
        ldap,
        provider,
        console,
        gateway);
  }

  public ApiSettings withConsole(URI address) {
    return new ApiSettings(
        bootstrap,
        client,
        database,
        data,
        listen,
        port,
        tlsCert,
        tlsKey,
        adminPassword,
        ldap,
        oidc,
        address,
        gateway);
  }

  public ApiSettings withGateway(URI address) {
    return new ApiSettings(
        bootstrap,
        client,
        database,
        data,
        listen,
        port,
        tlsCert,
        tlsKey,
        adminPassword,
        ldap,
        oidc,
        console,
        address);
  }

  public Path adminPasswordFile() {
    return data.resolve("admin-password");
  }

  public boolean tls() {
    return tlsCert != null;
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
    return listen + ':' + port + ", broker " + bootstrap + ", database " + database;
  }
}
