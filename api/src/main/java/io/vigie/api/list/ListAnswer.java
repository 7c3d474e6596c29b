package io.vigie.api.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One page of a list. Rows, total and position are of the same moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One page of a list. Rows, total and position are of the same moment")
public record ListAnswer<R>(
    List<R> rows,
    @Schema(
            description =
                "Rows that satisfy the filter, on all pages; counted to 100,000, to 10,000 by what stands beside them")
        int total,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "true when there are more than total; absent otherwise")
        Boolean totalCapped,
    @Schema(description = "cursor of the next page; null on the last") String next,
    @Schema(description = "Each q as it was understood") List<Understood> query,
    @Schema(
            description =
                "Where live events begin that these rows do not show yet: for /api/v1/events")
        String position,
    @Schema(
            description =
                "How far these rows are behind the fleet, milliseconds; null while nobody knows")
        Long lagMillis) {}
