package io.vigie.contract.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature of a record by its node: HMAC-SHA256 over topic, key, epoch, seq, sent, install and
 * value; what varies in length has its length before it, so that no two records share a text. The
 * install id is signed because a new one lets a lower epoch pass: unsigned, it would let old
 * records be played again. The node's key is itself an HMAC of the collector's master key, so that
 * streams need one file and no node's key travels twice.
 */
public final class Mac {
  private static final String ALGORITHM = "HmacSHA256";

  private final javax.crypto.Mac prototype;

  private Mac(byte[] key) {
    try {
      prototype = javax.crypto.Mac.getInstance(ALGORITHM);
      prototype.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
    }
  }

  /**
   * @param key 16 bytes or more
   */
  public static Mac withKey(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException(
          "a node key has 16 bytes or more; got " + key.length + " bytes");
    }
    return new Mac(key);
  }

  /** The key of a node, derived from the collector's master key. */
  public static byte[] nodeKey(byte[] masterKey, String nodeId, int generation) {
    javax.crypto.Mac mac = withKey(masterKey).copy();
    mac.update(nodeId.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return mac.doFinal(ByteBuffer.allocate(4).putInt(generation).array());
  }

  /** 64 hexadecimal digits. */
  public String sign(String topic, String key, Stamp stamp, byte[] value) {
    javax.crypto.Mac mac = copy();
    field(mac, topic.getBytes(StandardCharsets.UTF_8));
    field(mac, key.getBytes(StandardCharsets.UTF_8));
    ByteBuffer numbers = ByteBuffer.allocate(24);
    numbers
        .putLong(stamp.order().epoch())
        .putLong(stamp.order().seq())
        .putLong(stamp.sent().toEpochMilli());
    mac.update(numbers.array());
    field(mac, stamp.install().getBytes(StandardCharsets.UTF_8));
    field(mac, value);
    return HexFormat.of().formatHex(mac.doFinal());
  }

  public boolean verify(String topic, String key, Stamp stamp, byte[] value, String signature) {
    return MessageDigest.isEqual(
        sign(topic, key, stamp, value).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private static void field(javax.crypto.Mac mac, byte[] bytes) {
    mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    mac.update(bytes);
  }

  private javax.crypto.Mac copy() {
    try {
      return (javax.crypto.Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this JDK cannot copy an " + ALGORITHM, e);
    }
  }
}
