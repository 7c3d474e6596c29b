package io.vigie.api.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Content-Security-Policy of the pages. An import map must stand inline, so the policy names
 * the hash of the one that is served, and lets no other inline script run.
 */
@Singleton
final class ContentPolicy {
  /** For answers that are no pages: nothing may run, nothing may frame them. */
  static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Pattern INLINE =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final String console;
  private final String signIn;

  ContentPolicy(Files files) {
    this.console = policy(hashOfImportMap(page(files, Files.CONSOLE)));
    this.signIn = policy("");
    if (INLINE.matcher(page(files, Files.SIGN_IN)).find()) {
      throw new IllegalStateException("the sign-in page has an inline script; it may have none");
    }
  }

  /** Of the page at {@code /}. */
  String console() {
    return console;
  }

  /** Of the page at {@code /login}. */
  String signIn() {
    return signIn;
  }

  private static String page(Files files, String name) {
    return files
        .find(name)
        .map(file -> new String(file.content(), StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException(name + " is missing: build the frontend"));
  }

  private static String hashOfImportMap(String page) {
    Matcher map = INLINE.matcher(page);
    if (!map.find()) {
      throw new IllegalStateException("the console's page has no import map");
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(map.group(1).getBytes(StandardCharsets.UTF_8));
      return " 'sha256-" + Base64.getEncoder().encodeToString(digest) + '\'';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String policy(String hash) {
    return "default-src 'none'; script-src 'self'"
        + hash
        + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
        + " manifest-src 'self'; base-uri 'none'; form-action 'self';"
        + " frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script';"
        + " trusted-types lit-html default";
  }
}
