package io.vigie.agent.config;

import io.vigie.agent.http.Door;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * {@code [gateway]} of {@code agent.conf}: the HTTP door of a node that speaks no Kafka.
 *
 * @param token file with the node's token
 * @param ca PEM certificates the gateway's is checked against; null: those Java trusts
 */
public record GatewayConf(URI url, Path token, Path ca) {
  static final Set<String> KEYWORDS = Set.of("url", "token", "ca");
  private static final int LONGEST = 1_000;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  static GatewayConf read(Keywords gateway) {
    gateway.required("url");
    gateway.required("token");
    return new GatewayConf(
        gateway.read("url", null, Door::address),
        gateway.read("token", null, Values::path),
        gateway.read("ca", null, Values::path));
  }

  /**
   * What the node proves itself with.
   *
   * @throws IOException also when others may read it
   */
  public String secret() throws IOException {
    return secret(token);
  }

  public static String secret(Path file) throws IOException {
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new IOException(file + " is a secret that others may read: chmod 600 " + file);
    }
    byte[] bytes = Files.size(file) > LONGEST ? new byte[0] : Files.readAllBytes(file);
    String secret = new String(bytes, StandardCharsets.UTF_8).strip();
    if (secret.isEmpty() || secret.lines().count() > 1) {
      throw new IOException(file + " must have the token of the node in one line");
    }
    return secret;
  }
}
