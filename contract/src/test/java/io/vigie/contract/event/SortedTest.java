package io.vigie.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedTest {
  @Test
  void itIsTheSameMapInOrderWithoutNulls() {
    Map<String, Integer> given = new LinkedHashMap<>();
    given.put("b", 2);
    given.put("c", null);
    given.put("a", 1);
    Map<String, Integer> sorted = Sorted.of(given);

    assertThat(sorted).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
    assertThat(sorted.get("b")).isEqualTo(2);
    assertThat(sorted.get("c")).isNull();
    assertThat(sorted.containsKey("c")).isFalse();
    assertThat(sorted).isEqualTo(new TreeMap<>(sorted)).hasSameHashCodeAs(new HashMap<>(sorted));
    assertThat(new HashMap<>(sorted)).isEqualTo(sorted);
    assertThat(Sorted.of(sorted)).isSameAs(sorted);
  }

  @Test
  void itNeverChanges() {
    Map<String, Integer> sorted = Sorted.of(Map.of("a", 1));
    assertThatThrownBy(() -> sorted.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> sorted.remove("a")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void itsKeysAreWrittenAsTheirWords() throws Exception {
    assertThat(Json.MAPPER.writeValueAsString(Sorted.of(Map.of(ResourceGroup.IP, Availability.UP))))
        .isEqualTo("{\"ip\":\"up\"}");
  }
}
