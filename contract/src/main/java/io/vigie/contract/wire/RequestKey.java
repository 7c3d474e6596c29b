package io.vigie.contract.wire;

import io.vigie.contract.event.ActionRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signatures of action requests: Ed25519 over every field in a fixed order, each with its length
 * before it, so that no two requests share a text. Keys are PEM files.
 */
public final class RequestKey {
  private static final String ALGORITHM = "Ed25519";
  private static final String PURPOSE = "vigie.action-request.v1";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private RequestKey() {}

  public static KeyPair make() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
    }
  }

  /** The same request with its signature. */
  public static ActionRequest sign(PrivateKey key, ActionRequest request) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(text(request));
      return request.signed(Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a request cannot be signed", e);
    }
  }

  /** Whether one of these keys signed it. */
  public static boolean verify(List<PublicKey> keys, ActionRequest request) {
    byte[] given;
    try {
      given = Base64.getDecoder().decode(request.signature());
    } catch (IllegalArgumentException e) {
      return false;
    }
    return keys.stream().anyMatch(key -> verify(key, text(request), given));
  }

  private static boolean verify(PublicKey key, byte[] text, byte[] given) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(text);
      return signature.verify(given);
    } catch (GeneralSecurityException e) {
      // of the wrong length, for one: none of this key's
      return false;
    }
  }

  private static byte[] text(ActionRequest request) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(512);
    field(text, PURPOSE);
    field(text, request.id());
    field(text, request.request());
    field(text, request.node().toString());
    field(text, request.service());
    field(text, request.action());
    for (List<String> each : List.of(request.rids(), request.subsets(), request.tags())) {
      number(text, each.size());
      each.forEach(word -> field(text, word));
    }
    field(text, request.by());
    number(text, request.issued().toEpochMilli());
    number(text, request.expires().toEpochMilli());
    number(text, request.counter());
    return text.toByteArray();
  }

  private static void field(ByteArrayOutputStream text, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(text, bytes.length);
    text.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream text, long value) {
    text.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  public static String pem(PublicKey key) {
    return pem(PUBLIC, key.getEncoded());
  }

  public static String pem(PrivateKey key) {
    return pem(PRIVATE, key.getEncoded());
  }

  private static String pem(String kind, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  /**
   * The public keys of a PEM file, one or more: an old and a new one while nodes change over.
   *
   * @throws IllegalArgumentException when there is none, or one is no Ed25519 key
   */
  public static List<PublicKey> publicKeys(String pem) {
    List<PublicKey> keys = new ArrayList<>();
    for (byte[] bytes : blocks(PUBLIC, pem)) {
      try {
        keys.add(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("a key in it is no Ed25519 public key", e);
      }
    }
    return keys;
  }

  /**
   * @throws IllegalArgumentException when it is no Ed25519 private key
   */
  public static PrivateKey privateKey(String pem) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(blocks(PRIVATE, pem).get(0)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it holds no Ed25519 private key", e);
    }
  }

  private static List<byte[]> blocks(String kind, String pem) {
    List<byte[]> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      if (matcher.group(1).equals(kind)) {
        blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("it holds no \"-----BEGIN " + kind + "-----\"");
    }
    return blocks;
  }

  /** What people compare: {@code SHA256:} and base64, as ssh writes it. */
  public static String fingerprint(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
