package io.vigie.api.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What could be filtered by, and what each filter finds. All of the same moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "What could be filtered by, and what each filter finds")
public record FacetAnswer(
    @Schema(description = "In the order they were asked") List<Facet> facets,
    @Schema(description = "Each q, with the rows it finds by itself") List<Hits> query) {

  /** A field with its values. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(description = "A field with its values")
  public record Facet(
      @Schema(example = "env") String field,
      @Schema(description = "Those most rows have, most rows first; 50 at most") List<Value> values,
      @Schema(description = "true when there are more values; absent otherwise") Boolean more,
      @Schema(
              description =
                  "true when there are more than 100,000 rows and only the first 10,000 in the"
                      + " list's own order were looked at; absent otherwise")
          Boolean totalCapped) {}

  /** A value with how many rows have it. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "FacetValue", description = "A value with how many rows have it")
  public record Value(
      @Schema(example = "PRD", description = "The empty text where a row has none") String value,
      int total) {}

  /** A filter with how many rows it finds by itself. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(description = "A filter with how many rows it finds by itself")
  public record Hits(
      @Schema(example = "avail!=up") String text,
      @Schema(description = "Counted to 100,000, to 10,000 by what stands beside the rows")
          int hits,
      @Schema(description = "true when there are more than hits; absent otherwise")
          Boolean hitsCapped) {}
}
