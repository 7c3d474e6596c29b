package io.vigie.api;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Meters of other parts that share a process with the api.
 *
 * @param texts Prometheus text of each; no two of them, nor the api, may name a meter alike
 */
public record OtherMeters(List<Supplier<String>> texts) {
  public OtherMeters {
    texts = List.copyOf(texts);
  }

  /** All of them. */
  public String scrape() {
    return texts.stream().map(Supplier::get).collect(Collectors.joining());
  }
}
