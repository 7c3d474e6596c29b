package io.vigie.notify.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Ids of mails, made of what they tell to whom: the same mail has the same id whoever makes it.
 *
 * @param domain right side of the Message-ID
 */
record Ids(String domain) {
  String of(String person, List<String> notifications) {
    MessageDigest digest = sha256();
    digest.update(person.getBytes(StandardCharsets.UTF_8));
    for (String notification : notifications) {
      digest.update((byte) 0);
      digest.update(notification.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16) + '@' + domain;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
