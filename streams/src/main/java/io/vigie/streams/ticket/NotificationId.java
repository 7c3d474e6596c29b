package io.vigie.streams.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.ticket.Cause;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names what is told by what it tells, so that the same has the same name in every process. */
final class NotificationId {
  private static final int BYTES = 16;

  private NotificationId() {}

  /** With the moment it was raised: what streams forgot they count anew. */
  static String of(Case held, Cause cause) {
    String what =
        String.join(
            "\n",
            held.id.toString(),
            Long.toString(held.alert.raised().toEpochMilli()),
            Long.toString(held.alert.episode()),
            Long.toString(held.alert.n()),
            cause.wire(),
            Long.toString(held.chain),
            held.ticket == null ? "" : held.ticket.toString());
    return HexFormat.of().formatHex(Arrays.copyOf(sha256(what), BYTES));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
