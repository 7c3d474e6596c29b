package io.vigie.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.EventType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
  @ParameterizedTest
  @EnumSource
  void everyTopicIsFoundByItsNameAndSaysHowItIsKept(Topic topic) {
    assertThat(Topic.parse(topic.wire())).isSameAs(topic);
    assertThat(topic.wire()).matches("vigie\\.[a-z-]+\\.v1");
    assertThat(topic.key()).isNotEmpty();
    assertThat(topic.writer()).isNotEmpty();
    assertThat(topic.settings()).containsEntry("max.message.bytes", "1000000");
    assertThat(topic.anchored()).isEqualTo(!topic.anchor().isEmpty());
  }

  @Test
  void aTopicThatIsNotInTheCatalogueIsNone() {
    assertThat(Topic.parse("vigie.lunch.v1")).isNull();
    assertThat(Topic.parse("")).isNull();
  }

  // a clock an hour ahead would have its records refused if agents set the timestamps
  @ParameterizedTest
  @EnumSource
  void theBrokerStampsWhatAgentsWrite(Topic topic) {
    assertThat(topic.settings().get("message.timestamp.type"))
        .isEqualTo(topic.fromAgents() ? "LogAppendTime" : null);
  }

  @Test
  void lastWordsAreCompactedAndEventsAreNot() {
    assertThat(Topic.INSTANCE_STATUS.settings())
        .containsEntry("cleanup.policy", "compact")
        .as("a flip that came while streams were away is not compacted before they read it")
        .containsEntry("min.compaction.lag.ms", "43200000");
    assertThat(Topic.ACTION.settings())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "7776000000");
    assertThat(Topic.SERVICE_HEALTH.settings())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("min.compaction.lag.ms", "7776000000")
        .containsEntry("delete.retention.ms", "7776000000")
        .doesNotContainKey("retention.ms");
  }

  @Test
  void everyEventHasItsOwnWord() {
    assertThat(Arrays.stream(EventType.values()).map(EventType::wire)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(EventType.values()).map(EventType::record)).doesNotHaveDuplicates();
    assertThat(EventType.values())
        .allSatisfy(type -> assertThat(type.topics()).contains(type.topic()));
  }
}
