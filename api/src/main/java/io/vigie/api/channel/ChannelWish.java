package io.vigie.api.channel;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.api.act.Word;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.ticket.Channel;
import java.util.List;
import java.util.Map;

/** A channel as an administrator wants it. */
@Introspected
@Schema(name = "ChannelWish")
record ChannelWish(
    @Schema(example = "webhook", description = "webhook, chat or tracker") String kind,
    @Schema(
            example = "https://hooks.slack.com/services/{{secret}}",
            description =
                "URL it is called at, without a password; {{secret}} in its path or question stands"
                    + " for the secret")
        String address,
    @Schema(description = "Its address may be http; left out: no") boolean plain,
    @Schema(
            example = "ops-chat",
            description = "Name of the secret: a file in the folder of secrets of notify")
        String secret,
    @Schema(example = "rt", description = "Of a tracker, and of nothing else") String template,
    @Schema(description = "Of a tracker, and of nothing else: what its template asks for")
        Map<String, String> settings,
    @Schema(
            example = "{\"text\": \"{{text}}\"}",
            description = "JSON object with {{field}} in its texts; left out: the usual one")
        String body,
    @Schema(example = "fr", description = "Of the words it is told: en or fr; left out: en")
        String language,
    @Schema(description = "Whose alerts and tickets it is told of; left out: all")
        List<String> apps,
    @Schema(example = "error", description = "Severity it is told of; left out: any") String least,
    @Schema(description = "It is told; left out: yes") Boolean enabled,
    @Schema(description = "n as it was read: refused when it is older than the last change")
        Long n) {
  /**
   * The channel that is wished, as notify will take it.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 saying which value breaks which
   *     rule
   */
  ChannelPolicy channel(String name, String by) {
    Channel what = Word.of("kind", kind, Channel.values(), Channel::wire);
    if (what == null) {
      throw Refusal.wrong("kind is missing: webhook, chat or tracker");
    }
    boolean ofTracker = !text(template).isEmpty() || settings != null && !settings.isEmpty();
    if (ofTracker && what != Channel.TRACKER) {
      throw Refusal.wrong("only a tracker has a template and settings; this is a " + what.wire());
    }
    try {
      return new ChannelPolicy(
          name,
          what,
          text(address),
          plain,
          text(secret),
          text(template),
          settings,
          text(body),
          text(language),
          apps == null ? List.of() : apps.stream().map(String::strip).distinct().sorted().toList(),
          Word.of("least", least, Severity.values(), Severity::wire),
          enabled == null || enabled,
          by);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
  }

  private static String text(String value) {
    return value == null ? "" : value.strip();
  }
}
