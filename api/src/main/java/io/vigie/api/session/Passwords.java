package io.vigie.api.session;

import io.vigie.api.act.Refusal;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Passwords as Argon2id, in the text form of the PHC: its costs stand in each hash. */
@Singleton
public final class Passwords {
  // 19 MiB, 2 passes, 1 lane: the OWASP password storage cheat sheet's first choice for Argon2id
  private static final int KIBIBYTES = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** Hashes at work at once: each takes its memory and a core for a while. */
  private static final int AT_ONCE = 2;

  private static final int SHORTEST = 8;
  static final int LONGEST = 1_024;

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final String nobody = hash("nobody has this password");

  /**
   * Of a password that somebody chooses.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 naming the rule it breaks
   */
  public String hashNew(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw Refusal.wrong(
          "a password has "
              + SHORTEST
              + " to "
              + LONGEST
              + " characters; got "
              + password.length());
    }
    return hash(password);
  }

  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            KIBIBYTES,
            PASSES,
            LANES,
            base64.encodeToString(salt),
            base64.encodeToString(derive(password, salt, KIBIBYTES, PASSES, LANES, HASH_BYTES)));
  }

  /**
   * Takes as long whether the account exists or not.
   *
   * @param hash null when there is no such account
   */
  boolean verify(String password, String hash) {
    Matcher parts = TEXT.matcher(hash == null ? nobody : hash);
    if (!parts.matches()) {
      throw new IllegalStateException("a password hash in table person is not Argon2id text");
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] given =
        derive(
            password,
            salt,
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            expected.length);
    return MessageDigest.isEqual(given, expected) && hash != null;
  }

  private byte[] derive(
      String password, byte[] salt, int kibibytes, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    places.acquireUninterruptibly();
    try {
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      places.release();
    }
    return hash;
  }
}
