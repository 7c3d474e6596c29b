package io.vigie.ingest.gateway;

import io.vigie.contract.wire.Reason;
import java.util.List;

/** One result for each event, in the order of the request. */
record Results(int accepted, int rejected, List<Result> results) {
  static Results of(List<Result> results) {
    int accepted = (int) results.stream().filter(result -> result.reason() == null).count();
    return new Results(accepted, results.size() - accepted, results);
  }

  /** Whether any of it was JSON at all. */
  boolean readable() {
    return results.stream().anyMatch(result -> !Reason.NOT_JSON.wire().equals(result.reason()));
  }

  /**
   * @param place in the request: {@code event 3}, {@code line 3}
   * @param id of the event; absent when it could not be read
   * @param status {@code accepted}: Kafka has it, at topic, partition and offset; {@code rejected}:
   *     it never will, see reason and detail
   * @param reason a {@link Reason} code
   */
  record Result(
      String place,
      String id,
      String status,
      String topic,
      Integer partition,
      Long offset,
      String reason,
      String detail) {
    static Result accepted(String place, String id, String topic, int partition, long offset) {
      return new Result(place, id, "accepted", topic, partition, offset, null, null);
    }

    static Result rejected(String place, String reason, String detail) {
      return new Result(place, null, "rejected", null, null, null, reason, detail);
    }
  }
}
