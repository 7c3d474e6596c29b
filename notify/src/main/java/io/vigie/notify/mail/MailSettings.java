package io.vigie.notify.mail;

import io.vigie.contract.setting.Environment;
import io.vigie.contract.setting.Listening;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The server that takes our mail.
 *
 * @param user signs in as; empty: as nobody
 * @param ca PEM certificates its own is checked against; null: those the JVM trusts
 * @param from who mails are from
 */
public record MailSettings(
    String host, int port, Tls tls, String user, String password, Path ca, InternetAddress from) {

  /** How the talk with the server is kept from others. */
  public enum Tls {
    /** The talk begins in the clear, and nothing is said before it is not. */
    STARTTLS(587),
    /** From the first byte on. */
    TLS(465),
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }

    static Tls parse(String word) {
      return switch (word) {
        case "starttls" -> STARTTLS;
        case "tls" -> TLS;
        case "none" -> NONE;
        default ->
            throw new IllegalArgumentException(
                "VIGIE_SMTP_TLS must be starttls, tls or none; got \"" + word + '"');
      };
    }
  }

  public MailSettings {
    if (host == null || !host.matches("[A-Za-z0-9._:-]{1,253}")) {
      throw new IllegalArgumentException(
          "VIGIE_SMTP_HOST must be a host without a port, like mail.example.org; got \""
              + host
              + '"');
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("VIGIE_SMTP_PORT must be 1 to 65535; got " + port);
    }
    if (tls == Tls.NONE && !user.isEmpty() && !Listening.isLoopback(host)) {
      throw new IllegalArgumentException(
          "VIGIE_SMTP_USER needs VIGIE_SMTP_TLS=starttls or tls: "
              + host
              + " is not this machine, and the password would go there in the clear");
    }
    if (ca != null && tls == Tls.NONE) {
      throw new IllegalArgumentException("VIGIE_SMTP_CA goes with VIGIE_SMTP_TLS=starttls or tls");
    }
  }

  /**
   * From {@code VIGIE_SMTP_HOST} and, with it, {@code VIGIE_MAIL_FROM}, and, all optional, {@code
   * VIGIE_SMTP_TLS} (starttls, tls or none; none by default where the host is this machine), {@code
   * VIGIE_SMTP_PORT} (587, 465 or 25), {@code VIGIE_SMTP_USER} with {@code
   * VIGIE_SMTP_PASSWORD_FILE}, {@code VIGIE_SMTP_CA}.
   *
   * @return empty without VIGIE_SMTP_HOST
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static Optional<MailSettings> from(Environment environment) {
    return environment.optional("VIGIE_SMTP_HOST").map(host -> from(environment, host));
  }

  private static MailSettings from(Environment environment, String host) {
    String user = environment.optional("VIGIE_SMTP_USER").orElse("");
    Tls tls =
        environment
            .optional("VIGIE_SMTP_TLS")
            .map(Tls::parse)
            .orElseGet(() -> Listening.isLoopback(host) ? Tls.NONE : Tls.STARTTLS);
    return new MailSettings(
        host,
        environment.port("VIGIE_SMTP_PORT", tls.port),
        tls,
        user,
        user.isEmpty() ? "" : environment.secret("VIGIE_SMTP_PASSWORD_FILE"),
        environment.file("VIGIE_SMTP_CA").orElse(null),
        sender(environment.required("VIGIE_MAIL_FROM", "an address mails are from")));
  }

  private static InternetAddress sender(String text) {
    return MailAddress.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "VIGIE_MAIL_FROM must be like vigie@example.org or Vigie <vigie@example.org>; got \""
                        + text
                        + '"'));
  }

  /** Domain of the sender: the right side of what our mails are known by. */
  public String domain() {
    return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ':' + port + ' ' + tls + " from " + from.getAddress();
  }
}
