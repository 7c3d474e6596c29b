package io.vigie.notify.text;

import io.vigie.contract.event.Notification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What mail programs show together: all that is told of one episode of one alert. */
final class Conversation {
  private Conversation() {}

  /** Empty when they are about several. */
  static String of(List<Notification> notifications) {
    Set<String> about = notifications.stream().map(Conversation::about).collect(Collectors.toSet());
    return about.size() == 1 && !about.contains("") ? digest(about.iterator().next()) : "";
  }

  private static String about(Notification told) {
    return told.alert() == null ? "" : told.alert().alert() + "\n" + told.alert().episode();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "alert." + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
