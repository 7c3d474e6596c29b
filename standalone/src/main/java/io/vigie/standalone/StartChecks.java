package io.vigie.standalone;

import io.vigie.contract.setting.Listening;
import io.vigie.store.Database;
import io.vigie.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Whether a collector can come up as it is set: ports, an external Kafka, an external MariaDB.
 * Asked before anything is started, and answered within seconds; what {@link Listening} and the
 * settings themselves refuse was refused before.
 */
final class StartChecks {
  /** To find that nobody listens. */
  private static final int CONNECT_MILLIS = 5_000;

  /** For what listens to answer: a machine that is busy is not a wrong setting. */
  private static final int ANSWER_MILLIS = 15_000;

  private StartChecks() {}

  /**
   * @throws IllegalArgumentException with option, value, rule and next step
   */
  static void of(CollectorSettings settings) {
    folder(settings.data());
    ports(settings);
    if (settings.kafka() != null) {
      kafka(settings.kafka(), settings.kafkaClient());
    }
    if (settings.dbUrl() != null) {
      database(settings.externalDatabase());
    }
  }

  private static void folder(Path data) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new IllegalArgumentException("--data " + data + " cannot be made: give another", e);
    }
    if (!Files.isWritable(data)) {
      throw new IllegalArgumentException(
          "--data " + data + " cannot be written by this user: give another");
    }
  }

  private static void ports(CollectorSettings settings) {
    address(settings.listen());
    Map<Integer, String> options = new HashMap<>();
    port(options, "--port", settings.listen(), settings.port());
    if (settings.gatewayPort() != null) {
      port(options, "--gateway-port", settings.listen(), settings.gatewayPort());
    }
    if (settings.kafka() == null) {
      port(options, "--kafka-port", "127.0.0.1", settings.kafkaPort());
    }
  }

  private static void address(String listen) {
    try {
      new ServerSocket(0, 1, InetAddress.getByName(listen)).close();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--listen " + listen + " is not an address of this machine: ip address shows those", e);
    }
  }

  private static void port(Map<Integer, String> options, String option, String host, int port) {
    if (port == 0) {
      return;
    }
    String other = options.putIfAbsent(port, option);
    if (other != null) {
      throw new IllegalArgumentException(
          other + " and " + option + " are both " + port + ": each needs a port of its own");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s %d cannot be listened on at %s (%s): stop what has it, which ss -ltnp shows, or choose another, 0 for any"
              .formatted(option, port, host, e.getMessage()),
          e);
    }
  }

  private static void kafka(String bootstrap, Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    reach(bootstrap);
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get(2L * ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new IllegalArgumentException(
          "--kafka "
              + bootstrap
              + " does not answer as a Kafka broker: see that --kafka-config has the"
              + " security.protocol of that port and a sign-in it takes",
          e instanceof ExecutionException ? e.getCause() : e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("interrupted while asking --kafka " + bootstrap, e);
    }
  }

  /** One that connects is enough; the client's own silence would not tell why none does. */
  private static void reach(String bootstrap) {
    List<String> failures = new ArrayList<>();
    List<InetSocketAddress> servers;
    try {
      servers =
          ClientUtils.parseAndValidateAddresses(List.of(bootstrap.split(",")), "use_all_dns_ips");
    } catch (KafkaException e) {
      throw new IllegalArgumentException(
          "--kafka " + bootstrap + " must be host:port of brokers, with commas between", e);
    }
    for (InetSocketAddress server : servers) {
      try (Socket socket = new Socket()) {
        socket.connect(server, CONNECT_MILLIS / servers.size());
        return;
      } catch (IOException e) {
        failures.add(server + ": " + e.getMessage());
      }
    }
    throw new IllegalArgumentException(
        "--kafka "
            + bootstrap
            + " cannot be reached: start a broker there, or name one that runs\n  because: "
            + String.join("; ", failures));
  }

  private static void database(Database database) {
    try (Connection connection = database.connect(ANSWER_MILLIS)) {
      if (!connection.isValid(ANSWER_MILLIS / 1_000)) {
        throw new SQLException("it took the sign-in, and then did not answer", "08000");
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("--db-url " + database + ": " + advice(e), e);
    }
    try {
      Store.migrate(database);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "--db-url "
              + database
              + ": its tables cannot be made or brought up to date; that user needs all rights on"
              + " an empty schema, or on one of Vigie",
          e);
    }
  }

  private static String advice(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("08")) {
      return "MariaDB cannot be reached: start it, or mend host and port";
    }
    return state.startsWith("28")
        ? "MariaDB refuses this user: mend --db-user or what --db-password-file holds"
        : "MariaDB refuses it: the schema must exist, and that user have all rights on it";
  }
}
