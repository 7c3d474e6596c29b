package io.vigie.api.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.contract.ticket.DeliveryState;
import java.sql.SQLException;
import java.time.Instant;

/** What became of the last test mail of a person. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "MailTest", description = "What became of the last test mail of a person")
record MailTestAnswer(
    @Schema(description = "Where their mails go; empty: nowhere") String mail,
    @Schema(description = "When one was asked for last; null: never") @Moment Instant asked,
    @Schema(description = "accepted, refused, failed or sending; null: nothing yet")
        DeliveryState state,
    @Schema(description = "Tries so far") int attempt,
    @Schema(description = "When this became of it; null: nothing yet") @Moment Instant at,
    @Schema(description = "What their mail server said") String reply,
    @Schema(description = "When it is tried again; null: never") @Moment Instant next) {
  static final String QUERY =
      "SELECT p.mail,p.mail_tested,d.state,d.attempt,d.at,d.reply,d.next_at FROM person p"
          + " LEFT JOIN delivery d ON d.test=p.mail_test WHERE p.name=?";

  static MailTestAnswer read(Columns columns) throws SQLException {
    String state = columns.text("state");
    return new MailTestAnswer(
        columns.text("mail"),
        columns.moment("mail_tested"),
        state.isEmpty() ? null : DeliveryState.parse(state),
        (int) columns.number("attempt"),
        columns.moment("at"),
        columns.text("reply"),
        columns.moment("next_at"));
  }
}
