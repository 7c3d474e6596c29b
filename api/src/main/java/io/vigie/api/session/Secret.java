package io.vigie.api.session;

import io.vigie.store.Digest;
import java.security.SecureRandom;
import java.util.Base64;

/** Random words that open a door: 256 bits, so that a plain digest of one is safe to keep. */
public final class Secret {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** 43 characters that a cookie, an URL and a shell take as they are. */
  public static String make() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is kept of one. */
  public static String digest(String secret) {
    return Digest.of(secret);
  }
}
