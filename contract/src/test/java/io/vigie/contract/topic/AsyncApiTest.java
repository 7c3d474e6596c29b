package io.vigie.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vigie.contract.event.EventType;
import io.vigie.contract.wire.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {
  private static final JsonNode API = read();

  @Test
  void everyTopicHasAChannelAndNothingElseHas() {
    assertThat(API.path("asyncapi").asText()).startsWith("3.");
    Set<String> addresses = new TreeSet<>();
    API.path("channels").forEach(channel -> addresses.add(channel.path("address").asText()));
    assertThat(addresses)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values()).map(Topic::wire).toList());
    assertThat(API.path("channels").size()).isEqualTo(Topic.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void aChannelSaysWhatTheCatalogueSays(Topic topic) {
    JsonNode channel = API.path("channels").path(shortName(topic.wire()));
    JsonNode kafka = channel.path("bindings").path("kafka");
    assertThat(channel.path("address").asText()).isEqualTo(topic.wire());
    assertThat(kafka.path("topic").asText()).isEqualTo(topic.wire());
    assertThat(channel.path("x-key").asText()).isEqualTo(topic.key());
    assertThat(channel.path("x-anchor").asText()).isEqualTo(topic.anchor());
    assertThat(channel.path("x-writer").asText()).isEqualTo(topic.writer());
    assertThat(channel.path("description").asText()).isNotEmpty();
    assertThat(settings(kafka.path("topicConfiguration"))).isEqualTo(bindable(topic.settings()));
  }

  @ParameterizedTest
  @EnumSource
  void aChannelCarriesTheEventsOfItsTopic(Topic topic) {
    Set<String> expected = new TreeSet<>();
    for (EventType type : EventType.values()) {
      if (type.topics().contains(topic)) {
        expected.add(shortName(type.wire()));
      }
    }
    JsonNode messages = API.path("channels").path(shortName(topic.wire())).path("messages");
    assertThat(names(messages)).isEqualTo(expected);
    messages
        .properties()
        .forEach(
            message ->
                assertThat(message.getValue().path("$ref").asText())
                    .isEqualTo("#/components/messages/" + message.getKey()));
  }

  @ParameterizedTest
  @EnumSource
  void aMessageIsTheEnvelopeWithItsOwnData(EventType type) {
    JsonNode message = API.path("components").path("messages").path(shortName(type.wire()));
    assertThat(message.path("name").asText()).isEqualTo(type.wire());
    JsonNode payload = message.path("payload").path("allOf");
    String envelope = payload.path(0).path("$ref").asText();
    String data = payload.path(1).path("properties").path("data").path("$ref").asText();
    assertThat(data).isEqualTo("schemas/" + type.wire() + ".json");
    assertThat(AsyncApiTest.class.getResource('/' + envelope)).as(envelope).isNotNull();
    assertThat(AsyncApiTest.class.getResource('/' + data)).as(data).isNotNull();
    boolean stamped = type.topic().fromAgents() && type != EventType.PULSE;
    assertThat(message.has("headers")).isEqualTo(stamped);
  }

  @Test
  void onlyEventsAreMessagesAndTheHeadersAreThoseOfTheStamp() {
    assertThat(names(API.path("components").path("messages"))).hasSize(EventType.values().length);
    JsonNode stamp = API.path("components").path("schemas").path("stamp");
    assertThat(names(stamp.path("properties")))
        .containsExactlyInAnyOrder(Stamp.EPOCH, Stamp.SEQ, Stamp.SENT, Stamp.INSTALL, Stamp.MAC);
  }

  private static String shortName(String wire) {
    return wire.substring("vigie.".length(), wire.length() - ".v1".length());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return new TreeSet<>(names);
  }

  private static Map<String, String> settings(JsonNode configuration) {
    Map<String, String> settings = new TreeMap<>();
    configuration
        .properties()
        .forEach(
            entry ->
                settings.put(
                    entry.getKey(),
                    entry.getValue().isArray()
                        ? entry.getValue().path(0).asText()
                        : entry.getValue().asText()));
    return settings;
  }

  /** The binding's schema knows these and no other settings. */
  private static Map<String, String> bindable(Map<String, String> settings) {
    Map<String, String> bindable = new TreeMap<>(settings);
    bindable
        .keySet()
        .retainAll(
            Set.of("cleanup.policy", "retention.ms", "delete.retention.ms", "max.message.bytes"));
    return bindable;
  }

  private static JsonNode read() {
    try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError("asyncapi.yaml cannot be read", e);
    }
  }
}
