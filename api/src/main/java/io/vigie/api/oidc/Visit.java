package io.vigie.api.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of a browser that was sent to the provider, kept in its own cookie: it alone can come back with
 * what the provider answers.
 *
 * @param screen fragment of the page that was asked for; empty for the first one
 */
record Visit(State state, Nonce nonce, CodeVerifier verifier, String screen) {
  static final int LONGEST_SCREEN = 1_500;

  private static final Pattern TEXT =
      Pattern.compile("([\\w-]{20,128})\\.([\\w-]{20,128})\\.([\\w-]{43,128})\\.([\\w-]{0,2000})");

  static Visit begin(String screen) {
    boolean fits = screen.startsWith("#") && screen.length() <= LONGEST_SCREEN;
    return new Visit(new State(), new Nonce(), new CodeVerifier(), fits ? screen : "");
  }

  /** Empty when it is not what {@link #text} made. */
  static Optional<Visit> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      String screen =
          new String(Base64.getUrlDecoder().decode(parts.group(4)), StandardCharsets.UTF_8);
      return Optional.of(
          new Visit(
              new State(parts.group(1)),
              new Nonce(parts.group(2)),
              new CodeVerifier(parts.group(3)),
              screen.startsWith("#") ? screen : ""));
    } catch (IllegalArgumentException e) {
      // whoever made it, we did not
      return Optional.empty();
    }
  }

  String text() {
    String place =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(screen.getBytes(StandardCharsets.UTF_8));
    return String.join(".", state.getValue(), nonce.getValue(), verifier.getValue(), place);
  }
}
