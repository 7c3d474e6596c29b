package io.vigie.api.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  @Test
  void aPositionOfFortyEightPartitionsFitsAnUrlForYears() {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (Topic topic : Position.TOPICS) {
      for (int partition = 0; partition < 48; partition++) {
        // a thousand records a second, for a hundred years
        next.put(new TopicPartition(topic.wire(), partition), 3_200_000_000_000L);
      }
    }

    String text = new Position(next).toString();

    assertThat(text.length()).isLessThan(3_200);
    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(Position.parse(text).next()).isEqualTo(next);
  }

  @Property
  void whatIsWrittenIsRead(
      @ForAll @Size(max = 20) Map<@IntRange(max = 60) Integer, @LongRange(min = 0) Long> offsets) {
    Map<TopicPartition, Long> next = new HashMap<>();
    offsets.forEach(
        (i, offset) ->
            next.put(
                new TopicPartition(Position.TOPICS.get(i % Position.TOPICS.size()).wire(), i),
                Math.min(offset, Long.MAX_VALUE - 1)));

    assertThat(Position.parse(new Position(next).toString()).next()).isEqualTo(next);
  }

  @Test
  void otherTopicsAreNoPartOfIt() {
    TopicPartition other = new TopicPartition(Topic.INSTANCE_STATUS.wire(), 0);

    assertThat(new Position(Map.of(other, 7L)).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Ag", "AQAAAAA", "not base64!", "AgAAAAAAA", "Av____________8B", "AgH-"})
  void whatIsNoPositionIsRefusedWithTheNextStep(String text) {
    assertThatThrownBy(() -> Position.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("position is not one that a list answered")
        .hasMessageEndingWith("read the list again");
  }
}
