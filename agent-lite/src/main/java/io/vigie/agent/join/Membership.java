package io.vigie.agent.join;

import io.vigie.agent.config.GatewayConf;
import io.vigie.agent.spool.PrivateFiles;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What a node that joined has on its disk, all in the folder of {@code agent.conf}. */
public final class Membership {
  private final Path etc;

  public Membership(Path etc) {
    this.etc = etc;
  }

  public Path tokenFile() {
    return etc.resolve("node.token");
  }

  public Path caFile() {
    return etc.resolve("ca.pem");
  }

  public Path requestKeyFile() {
    return etc.resolve("request.pub");
  }

  /**
   * What the node proves itself with. Made here, before it joins, and never sent but to the
   * gateway: whoever joins twice, or hears no answer, is the same node.
   */
  public String secret() throws IOException {
    if (Files.notExists(tokenFile())) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      PrivateFiles.replace(tokenFile(), secret + '\n');
    }
    return GatewayConf.secret(tokenFile());
  }

  /** All that the collector is told of it: SHA-256, hexadecimal. */
  public static String digest(String secret) {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** The text of an {@code agent.conf}. */
  public String conf(NodeId node, URI gateway, boolean ca) {
    return """
        # written by vigie-agent join

        [node]
        name = %s
        cluster = %s
        # env = PRD
        # site = paris
        # team = web

        [gateway]
        url = %s
        token = %s
        """
            .formatted(node.node(), node.cluster(), gateway, tokenFile())
        + (ca ? "ca = " + caFile() + '\n' : "");
  }
}
