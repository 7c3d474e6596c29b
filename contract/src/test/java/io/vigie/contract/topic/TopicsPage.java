package io.vigie.contract.topic;

import io.vigie.contract.event.EventType;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code docs/topics.md}, from the catalogue. */
final class TopicsPage {
  private TopicsPage() {}

  static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Topic topic : Topic.values()) {
      page.append(row(topic));
    }
    return page.append(FOOT).toString();
  }

  private static String row(Topic topic) {
    return "| `%s` | %s | %s | %s | %s | %s |%n"
        .formatted(
            topic.wire(),
            topic.key(),
            topic.anchored() ? topic.anchor() : "one partition",
            topic.writer(),
            kept(topic),
            events(topic))
        .replace("\r\n", "\n");
  }

  private static String kept(Topic topic) {
    return switch (topic.keep()) {
      case DELETE -> days(topic, "retention.ms");
      case COMPACT -> "all for " + Topic.UNREAD.toHours() + " h, then the last word";
      case HISTORY -> "all for " + days(topic, "delete.retention.ms") + ", then the last word";
    };
  }

  private static String days(Topic topic, String setting) {
    return Duration.ofMillis(Long.parseLong(topic.settings().get(setting))).toDays() + " d";
  }

  private static String events(Topic topic) {
    String events =
        Arrays.stream(EventType.values())
            .filter(type -> type.topics().contains(topic))
            .map(
                type ->
                    "[%s](../contract/src/main/resources/schemas/%s.json)"
                        .formatted(name(type), type.wire()))
            .collect(Collectors.joining(", "));
    return events.isEmpty() ? "–" : events;
  }

  private static String name(EventType type) {
    return type.record().getSimpleName();
  }

  private static final String HEAD =
      """
      # Topics

      Made from the catalogue, `contract/…/topic/Topic.java`. After a change: `mvn -pl contract test -Dtest=TopicsPageTest -Daccept`.

      | topic | key | anchor | written by | kept | events |
      |---|---|---|---|---|---|
      """;

  private static final String FOOT =
      """

      - The anchor decides the partition: murmur2 of its UTF-8, sign bit cleared, modulo P; P is the same for every topic
        that has one. Vectors for other languages: [partition-vectors.csv](../contract/src/main/resources/partition-vectors.csv).
      - A record has 1,000,000 bytes at most. What agents and the gateway write carries the broker's append time, and the
        headers `epoch`, `seq`, `sent`, `install`, `mac` ([asyncapi.yaml](../contract/src/main/resources/asyncapi.yaml)).
      - The envelope is CloudEvents 1.0, JSON, structured mode ([schema](../contract/src/main/resources/schemas/envelope.v1.json)); examples of
        every event: [samples](../contract/src/main/resources/samples).
      """;
}
