package io.vigie.api.acknowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

/** What became of each of many. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Done", description = "What became of each, in the order they were named")
public record Fate(int done, List<Item> items) {
  public static Fate of(List<Item> items) {
    return new Fate(
        (int) items.stream().filter(item -> item.outcome() == Outcome.DONE).count(), items);
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "DoneItem")
  public record Item(
      String id,
      @Schema(
              type = "string",
              description =
                  "done: told to the streams, shown within seconds; missing: there is none you may"
                      + " see; not-yours: you do not answer for it; resolved: it is not open;"
                      + " other-episode: it was raised anew since you looked; not-failed: the"
                      + " action did not end in an error; closed: the ticket is, reopen it first;"
                      + " not-closed: the ticket is not; too-old: the ticket was closed more than"
                      + " 30 days ago")
          Outcome outcome) {}

  public enum Outcome {
    DONE,
    MISSING,
    NOT_YOURS,
    RESOLVED,
    OTHER_EPISODE,
    NOT_FAILED,
    CLOSED,
    NOT_CLOSED,
    TOO_OLD;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
