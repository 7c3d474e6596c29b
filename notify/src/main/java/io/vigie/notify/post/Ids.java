package io.vigie.notify.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Ids of messages, made of what they tell to whom: the same has the same id whoever makes it.
 *
 * @param domain right side of a Message-ID; empty for ids without one
 */
record Ids(String domain) {
  /**
   * @param to by {@link io.vigie.contract.event.Recipient#key()}
   */
  String of(String to, List<String> notifications) {
    MessageDigest digest = sha256();
    digest.update(to.getBytes(StandardCharsets.UTF_8));
    for (String notification : notifications) {
      digest.update((byte) 0);
      digest.update(notification.getBytes(StandardCharsets.UTF_8));
    }
    String id = HexFormat.of().formatHex(digest.digest(), 0, 16);
    return domain.isEmpty() ? id : id + '@' + domain;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
