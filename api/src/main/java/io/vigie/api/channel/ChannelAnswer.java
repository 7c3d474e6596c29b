package io.vigie.api.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A channel as it stands, and what became of what it was told. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Channel", description = "Something that is told beside people")
record ChannelAnswer(
    String name,
    @Schema(description = "webhook, chat or tracker") Channel kind,
    @Schema(description = "URL it is called at; {{secret}} stands for the secret") String address,
    @Schema(description = "Its address may be http") boolean plain,
    @Schema(description = "Name of the secret, a file in notify's folder; empty: none")
        String secret,
    @Schema(description = "Of a tracker: how it is talked to; empty of others") String template,
    @Schema(description = "Of a tracker: what its template asks for") Map<String, String> settings,
    @Schema(description = "Own text of what is sent; empty: the usual one") String body,
    @Schema(description = "Of the words it is told") String language,
    @Schema(description = "Whose alerts and tickets it is told of; empty: all") List<String> apps,
    @Schema(description = "Severity it is told of; null: any") Severity least,
    boolean enabled,
    @Schema(description = "Who said so last") String by,
    @Schema(description = "Number of the act that changed it last") long n,
    @Schema(description = "What became of the last calls, newest first: 20 at most, in a list 1")
        List<Call> calls) {
  static ChannelAnswer of(ChannelPolicy channel, long n, List<Call> calls) {
    return new ChannelAnswer(
        channel.name(),
        channel.kind(),
        channel.address(),
        channel.plain(),
        channel.secret(),
        channel.template(),
        channel.settings(),
        channel.body(),
        channel.language(),
        channel.apps(),
        channel.least(),
        channel.enabled(),
        channel.by(),
        n,
        calls);
  }

  /** What became of a call. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ChannelCall")
  record Call(
      @Schema(description = "Its Idempotency-Key") String id,
      DeliveryState state,
      @Schema(description = "Tries so far") int attempt,
      @Moment Instant at,
      @Schema(description = "What the other side said") String reply,
      @Schema(description = "When it is tried again; null: never") @Moment Instant next,
      @Schema(description = "Of how many transitions it tells") int tells) {
    static Call read(Columns columns) throws SQLException {
      return new Call(
          columns.text("id"),
          DeliveryState.parse(columns.text("state")),
          (int) columns.number("attempt"),
          columns.moment("at"),
          columns.text("reply"),
          columns.moment("next_at"),
          (int) columns.number("tells"));
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "Channels", description = "All there are, by name")
  record All(List<ChannelAnswer> channels) {}
}
