package io.vigie.api.session;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/** The addresses of feeds: the only ones that say who reads them. */
final class FeedAddress {
  private static final Pattern FEED = Pattern.compile("/api/v1/[^/]+\\.(rss|atom)");
  private static final String TOKEN = "token";
  private static final int LONGEST = 100;

  private FeedAddress() {}

  static boolean is(HttpRequest<?> request) {
    return FEED.matcher(request.getPath()).matches();
  }

  /** The token in it; empty where there is none, or too long to be one; null on other addresses. */
  static String token(HttpRequest<?> request) {
    List<String> given = request.getParameters().getAll(TOKEN);
    if (given.isEmpty() || !is(request)) {
      return null;
    }
    return given.size() > 1 || given.get(0).length() > LONGEST ? "" : given.get(0);
  }
}
