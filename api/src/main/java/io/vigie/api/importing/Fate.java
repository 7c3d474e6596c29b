package io.vigie.api.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Outcome;
import java.util.List;

/** What became of a file. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Import", description = "What became of a file")
record Fate(
    @Schema(description = "Whether it was done; else nothing of it was") boolean kept,
    int created,
    int changed,
    int unchanged,
    int refused,
    List<Line> lines) {

  /**
   * @param number in the file, the header is 1
   * @param problem empty when there is none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ImportLine")
  record Line(
      long number,
      String id,
      @Schema(description = "created, changed, unchanged or refused") String fate,
      String problem) {
    static final String REFUSED = "refused";
  }

  static Fate of(List<Line> lines) {
    return new Fate(
        false,
        count(lines, Outcome.CREATED.wire()),
        count(lines, Outcome.CHANGED.wire()),
        count(lines, Outcome.UNCHANGED.wire()),
        count(lines, Line.REFUSED),
        lines);
  }

  Fate done() {
    return new Fate(true, created, changed, unchanged, refused, lines);
  }

  private static int count(List<Line> lines, String fate) {
    return (int) lines.stream().filter(line -> line.fate().equals(fate)).count();
  }
}
