package io.vigie.api.feed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshots;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Which language somebody reads. */
@Singleton
final class Languages {
  private static final List<String> SPOKEN = List.of("en", "fr");

  private final Snapshots snapshots;

  Languages(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 when {@code lang} is none we speak
   */
  String of(HttpRequest<?> request, String person) {
    String wished = request.getParameters().get("lang");
    if (wished != null && !SPOKEN.contains(wished)) {
      throw Refusal.wrong(
          "lang must be one of " + String.join(", ", SPOKEN) + "; got \"" + wished + '"');
    }
    String accepted = accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    return wished != null ? wished : accepted != null ? accepted : ofMails(person);
  }

  /** The one of ours that is wished most; null when none is. */
  private static String accepted(String header) {
    try {
      return header == null ? null : Locale.lookupTag(Locale.LanguageRange.parse(header), SPOKEN);
    } catch (IllegalArgumentException e) {
      // no such header: as if it said nothing
      return null;
    }
  }

  private String ofMails(String person) {
    return snapshots
        .read(
            tables ->
                tables.one(
                    Sql.of("SELECT language FROM person WHERE name=?", person),
                    row -> row.text("language")))
        .orElse(SPOKEN.get(0));
  }
}
