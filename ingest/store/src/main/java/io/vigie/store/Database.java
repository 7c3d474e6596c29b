package io.vigie.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Where MariaDB is and who asks.
 *
 * @param url {@code jdbc:mariadb://host:port/schema}; options in it win over those set here
 */
public record Database(String url, String user, String password) {
  /**
   * Longest a statement may stay without an answer, milliseconds: then the database counts as hung.
   */
  public static final int SOCKET_TIMEOUT_MILLIS = 15_000;

  private static final Map<String, String> OPTIONS =
      Map.of(
          // one statement for many rows: five times the rows per second
          "rewriteBatchedStatements", "true",
          "connectTimeout", "5000",
          "tcpKeepAlive", "true");

  public Database {
    if (url == null || !url.startsWith("jdbc:mariadb:")) {
      throw new IllegalArgumentException(
          "database url must begin with jdbc:mariadb:, for example jdbc:mariadb://127.0.0.1:3306/vigie; got \""
              + withoutOptions(url)
              + '"');
    }
    if (user == null || password == null) {
      throw new IllegalArgumentException(
          "database " + withoutOptions(url) + " needs a user and a password");
    }
  }

  public Connection connect() throws SQLException {
    return connect(SOCKET_TIMEOUT_MILLIS);
  }

  /**
   * @param socketTimeoutMillis longest silence of the server; 0 waits for ever
   */
  public Connection connect(int socketTimeoutMillis) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(OPTIONS);
    properties.setProperty("socketTimeout", Integer.toString(socketTimeoutMillis));
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(url, properties);
  }

  /** Without the password, in the url too. */
  @Override
  public String toString() {
    return withoutOptions(url) + " as " + user;
  }

  private static String withoutOptions(String url) {
    return url == null ? "" : url.replaceFirst("\\?.*", "");
  }
}
