package io.vigie.standalone;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vigie.api.Api;
import io.vigie.api.ApiSettings;
import io.vigie.api.OtherMeters;
import io.vigie.api.ldap.LdapSettings;
import io.vigie.api.oidc.OidcSettings;
import io.vigie.contract.setting.Environment;
import io.vigie.contract.topic.TopicTool;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.ingest.Ingest;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.gateway.GatewaySettings;
import io.vigie.notify.Notify;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.channel.ChannelSettings;
import io.vigie.notify.mail.MailSettings;
import io.vigie.store.Database;
import io.vigie.streams.StreamsApp;
import io.vigie.streams.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The collector in this process: broker and database unless they are elsewhere, streams, ingest,
 * api, and notify, which mails where a mail server is named.
 */
public final class Collector {
  private static final String ADMIN_PASSWORD = "VIGIE_ADMIN_PASSWORD";

  private final String bootstrap;
  private final int partitions;
  private final Database database;
  private final Optional<EmbeddedMariaDb> embeddedDatabase;
  private final Ingest ingest;
  private final Api api;
  private final Path adminPasswordFile;
  private final Optional<MailSettings> mail;

  private Collector(
      String bootstrap,
      int partitions,
      Database database,
      Optional<EmbeddedMariaDb> embeddedDatabase,
      Ingest ingest,
      Api api,
      Path adminPasswordFile,
      Optional<MailSettings> mail) {
    this.bootstrap = bootstrap;
    this.partitions = partitions;
    this.database = database;
    this.embeddedDatabase = embeddedDatabase;
    this.ingest = ingest;
    this.api = api;
    this.adminPasswordFile = adminPasswordFile;
    this.mail = mail;
  }

  /**
   * @param stop takes charge of every part, and closes them the last first
   * @throws IllegalArgumentException before anything is started, when it cannot come up as set
   */
  public static Collector start(CollectorSettings settings, Terminal terminal, UntilStopped stop) {
    StartChecks.of(settings);
    LdapSettings ldap = LdapSettings.from(Environment.ofProcess()).orElse(null);
    OidcSettings oidc = OidcSettings.from(Environment.ofProcess()).orElse(null);
    Optional<MailSettings> mail = MailSettings.from(Environment.ofProcess());
    String fallback = NotifySettings.fallback(Environment.ofProcess());
    Optional<URI> console = Environment.ofProcess().console();
    ChannelSettings channels = ChannelSettings.from(Environment.ofProcess());
    Path data = settings.data();
    String bootstrap =
        settings.kafka() != null
            ? settings.kafka()
            : timed(
                    terminal,
                    "broker",
                    () ->
                        stop.own(EmbeddedBroker.start(data.resolve("kafka"), settings.kafkaPort())))
                .bootstrap();
    Map<String, String> client = settings.kafkaClient();
    int partitions =
        timed(terminal, "topics", () -> topics(bootstrap, client, settings.partitions()));
    Optional<EmbeddedMariaDb> embedded =
        settings.dbUrl() != null
            ? Optional.empty()
            : Optional.of(
                timed(
                    terminal,
                    "database",
                    () ->
                        stop.own(
                            EmbeddedMariaDb.start(
                                data.resolve("mariadb"), 0, settings.durability()))));
    Database database =
        embedded
            .map(mariadb -> new Database(mariadb.jdbcUrl(), mariadb.user(), mariadb.password()))
            .orElseGet(settings::externalDatabase);
    StreamsApp streams =
        timed(
            terminal,
            "streams",
            () ->
                stop.own(
                    StreamsApp.start(
                        new StreamsSettings(
                            bootstrap,
                            data.resolve("streams"),
                            StreamsSettings.APPLICATION_ID,
                            client,
                            0))));
    IngestSettings ingestSettings =
        new IngestSettings(
            bootstrap, client, database, IngestSettings.NO_METRICS, gateway(settings));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Ingest ingest =
        timed(terminal, "recorder and pulse", () -> stop.own(Ingest.start(ingestSettings, meters)));
    ApiSettings apiSettings =
        new ApiSettings(
            bootstrap,
            client,
            database,
            data,
            settings.listen(),
            settings.port(),
            settings.tlsCert(),
            settings.tlsKey(),
            System.getenv().getOrDefault(ADMIN_PASSWORD, ""),
            ldap,
            oidc,
            console.orElse(null),
            Environment.ofProcess().uri("VIGIE_GATEWAY_URL").or(ingest::gateway).orElse(null));
    OtherMeters others = new OtherMeters(List.of(streams::prometheus, meters::scrape));
    Api api = timed(terminal, "console", () -> stop.own(Api.start(apiSettings, others)));
    NotifySettings notify =
        new NotifySettings(
            bootstrap,
            client,
            mail.orElse(null),
            console.orElse(URI.create(url(api))),
            fallback,
            NotifySettings.NO_METRICS,
            channels);
    timed(terminal, "notify", () -> stop.own(Notify.start(notify, meters)));
    return new Collector(
        bootstrap,
        partitions,
        database,
        embedded,
        ingest,
        api,
        apiSettings.adminPasswordFile(),
        mail);
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** P in force. */
  public int partitions() {
    return partitions;
  }

  public String url() {
    return url(api);
  }

  private static String url(Api api) {
    return api.uri().toString().replaceFirst("/$", "");
  }

  /** The server that takes our mail, for a person; empty when there is none. */
  public Optional<String> mail() {
    return mail.map(MailSettings::toString);
  }

  /** Where nodes without Kafka report; empty when that door is not open. */
  public Optional<String> gatewayUrl() {
    return ingest.gateway().map(URI::toString);
  }

  public Connection connect() throws SQLException {
    return database.connect();
  }

  /**
   * Process id of the embedded database.
   *
   * @throws java.util.NoSuchElementException when the database is elsewhere
   */
  public long databasePid() {
    return embeddedDatabase.orElseThrow().pid();
  }

  /** How the first administrator signs in, for a person. */
  public String signIn() {
    return System.getenv(ADMIN_PASSWORD) != null
        ? "admin, with the password of " + ADMIN_PASSWORD
        : "admin, with the password in " + adminPasswordFile;
  }

  public String adminPassword() {
    String given = System.getenv(ADMIN_PASSWORD);
    try {
      return given != null ? given : Files.readString(adminPasswordFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + adminPasswordFile, e);
    }
  }

  private static int topics(String bootstrap, Map<String, String> client, int partitions)
      throws Exception {
    Map<String, Object> all = new HashMap<>(client);
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (Admin admin = Admin.create(all)) {
      return TopicTool.create(admin, partitions, (short) 1);
    }
  }

  private static Optional<GatewaySettings> gateway(CollectorSettings settings) {
    return Optional.ofNullable(settings.gatewayPort())
        .map(
            port ->
                new GatewaySettings(
                    settings.listen(), port, settings.tlsCert(), settings.tlsKey()));
  }

  private static <T> T timed(Terminal terminal, String what, Callable<T> start) {
    long begin = System.nanoTime();
    try {
      T part = start.call();
      terminal.step(what, Duration.ofNanos(System.nanoTime() - begin));
      return part;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(what + " did not start: " + e.getMessage(), e);
    }
  }
}
