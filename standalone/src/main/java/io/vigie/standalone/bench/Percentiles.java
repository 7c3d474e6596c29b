package io.vigie.standalone.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Median, 99th percentile and largest of measured milliseconds. */
record Percentiles(int samples, long p50, long p99, long max) {
  static Percentiles of(List<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return new Percentiles(0, -1, -1, -1);
    }
    return new Percentiles(
        sorted.length, at(sorted, 0.50), at(sorted, 0.99), sorted[sorted.length - 1]);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("samples", samples);
    map.put("p50Millis", p50);
    map.put("p99Millis", p99);
    map.put("maxMillis", max);
    return map;
  }

  private static long at(long[] sorted, double quantile) {
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * quantile) - 1)];
  }
}
