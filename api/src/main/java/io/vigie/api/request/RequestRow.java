package io.vigie.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** A request that was made. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Request")
record RequestRow(
    String id,
    String action,
    Selectors selectors,
    String comment,
    @Schema(
            description =
                "proposed (it waits for a second person), expired (none came), sent, withdrawn")
        String state,
    @Schema(description = "Who asked") String by,
    @Moment Instant at,
    @Schema(
            description =
                "proposed: until when it waits; sent: until when nodes begin it, never later")
        @Moment
        Instant expires,
    @Schema(description = "Who confirmed or withdrew it; empty: nobody") String decidedBy,
    @Schema(description = "null: nobody") @Moment Instant decidedAt) {
  static final String COLUMNS =
      "r.id,r.action,r.selectors,r.comment,r.state,r.by_whom,r.at,r.expires,r.decided_by,"
          + "r.decided_at";
  static final String PROPOSED = "proposed";
  static final String SENT = "sent";
  static final String WITHDRAWN = "withdrawn";
  private static final String EXPIRED = "expired";
  private static final TypeReference<Selectors> SELECTORS = new TypeReference<>() {};

  static RequestRow read(Columns columns) throws SQLException {
    String state = columns.text("state");
    Instant expires = columns.moment("expires");
    boolean late = state.equals(PROPOSED) && !expires.isAfter(Instant.now());
    return new RequestRow(
        columns.text("id"),
        columns.text("action"),
        columns.json("selectors", SELECTORS),
        columns.text("comment"),
        late ? EXPIRED : state,
        columns.text("by_whom"),
        columns.moment("at"),
        expires,
        columns.text("decided_by"),
        columns.moment("decided_at"));
  }

  RequestAction wanted() {
    return RequestAction.valueOf(action.toUpperCase(Locale.ROOT));
  }
}
