package io.vigie.api.feed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.vigie.api.ApiSettings;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Sights;
import io.vigie.store.Digest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a feed tells. */
@Singleton
final class FeedReader {
  /** Names and addresses of hosts, with a port or without. */
  private static final String HOST = "[A-Za-z0-9._\\[\\]:-]{1,255}";

  private final Lists lists;
  private final Sights sights;
  private final Languages languages;
  private final ApiSettings settings;

  FeedReader(Lists lists, Sights sights, Languages languages, ApiSettings settings) {
    this.lists = lists;
    this.sights = sights;
    this.languages = languages;
    this.settings = settings;
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 when there is no such feed
   * @throws io.vigie.filter.QueryException when the question is wrong
   */
  Feed read(String list, HttpRequest<?> request, Authentication person) {
    Feeds.Kind<?> kind = Feeds.of(list);
    String language = languages.of(request, person.getName());
    String console = console(request);
    Tongue tongue = new Tongue(language, console);
    List<Feed.Entry> entries =
        kind.read(lists, request.getParameters(), FeedQuery.BESIDE, sights.of(person), tongue);
    List<String> filters = request.getParameters().getAll("q");
    return new Feed(
        "urn:vigie:feed:" + list + ':' + Digest.of(String.join("\n", filters)).substring(0, 32),
        title(tongue, list, filters),
        language,
        self(request, console),
        tongue.page(page(list, filters)),
        updated(entries),
        entries);
  }

  /** Of a text, weak: what is compressed on its way is the same text. */
  static String tag(byte[] text) {
    return "W/\"" + Digest.of(new String(text, StandardCharsets.UTF_8)).substring(0, 32) + '"';
  }

  private static String title(Tongue tongue, String list, List<String> filters) {
    Map<String, String> in =
        Map.of("list", tongue.words().say("list." + list), "filter", String.join(", ", filters));
    return tongue.words().say(filters.isEmpty() ? "title" : "title.filtered", in);
  }

  /** Of nothing it is said once a day. */
  private static Instant updated(List<Feed.Entry> entries) {
    return entries.stream()
        .map(Feed.Entry::updated)
        .max(Comparator.naturalOrder())
        .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.DAYS));
  }

  private static String page(String list, List<String> filters) {
    return list
        + filters.stream()
            .map(filter -> "q=" + Tongue.encoded(filter))
            .collect(Collectors.joining("&", filters.isEmpty() ? "" : "?", ""));
  }

  /** Its own address, but for who reads it: feeds are handed on, tokens shall not be. */
  private static String self(HttpRequest<?> request, String console) {
    return Stream.of("q", "lang")
        .flatMap(
            name ->
                request.getParameters().getAll(name).stream()
                    .map(value -> name + '=' + Tongue.encoded(value)))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("&"),
                query -> console + request.getPath() + (query.isEmpty() ? "" : '?' + query)));
  }

  private String console(HttpRequest<?> request) {
    if (settings.console() != null) {
      return settings.console().toString();
    }
    String host = request.getHeaders().get(HttpHeaders.HOST);
    return (settings.tls() ? "https://" : "http://")
        + (host != null && host.matches(HOST) ? host : "localhost");
  }
}
