package io.vigie.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PartitionTest {
  /** The vectors were computed by another implementation, in another language. */
  @ParameterizedTest
  @CsvFileSource(resources = "/partition-vectors.csv", numLinesToSkip = 2, emptyValue = "")
  void everyLanguageFindsTheSamePartition(
      String anchor, int hash, int p1, int p3, int p4, int p48, int p1000) {
    String text = anchor == null ? "" : anchor;
    assertThat(Utils.murmur2(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(hash);
    assertThat(Partition.of(text, 1)).isEqualTo(p1);
    assertThat(Partition.of(text, 3)).isEqualTo(p3);
    assertThat(Partition.of(text, 4)).isEqualTo(p4);
    assertThat(Partition.of(text, 48)).isEqualTo(p48);
    assertThat(Partition.of(text, 1000)).isEqualTo(p1000);
  }

  @Test
  void manyServicesSpreadOverAllPartitions() {
    int[] counts = new int[48];
    for (int i = 0; i < 4_800; i++) {
      counts[Partition.of("prod/svc" + i, 48)]++;
    }
    assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count >= 50 && count <= 150);
  }
}
