package io.vigie.streams.metric;

import io.vigie.contract.wire.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counters and gauges of one streams process; read from any thread. */
public final class Metrics {
  private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
  private final Map<Reason, LongAdder> rejected = new EnumMap<>(Reason.class);
  private final Map<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();

  public Metrics() {
    for (Counter counter : Counter.values()) {
      counters.put(counter, new LongAdder());
    }
    for (Reason reason : Reason.values()) {
      rejected.put(reason, new LongAdder());
    }
  }

  public void count(Counter counter) {
    counters.get(counter).increment();
  }

  public void count(Counter counter, long more) {
    counters.get(counter).add(more);
  }

  public void countRejected(Reason reason) {
    rejected.get(reason).increment();
  }

  public long value(Counter counter) {
    return counters.get(counter).sum();
  }

  public long rejected(Reason reason) {
    return rejected.get(reason).sum();
  }

  /**
   * @param name full Prometheus name, labels included
   */
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  public void removeGauge(String name) {
    gauges.remove(name);
  }

  /** Every value by its Prometheus name, labels included. */
  public Map<String, Number> values() {
    Map<String, Number> values = new TreeMap<>();
    counters.forEach((counter, count) -> values.put(counter.wire(), count.sum()));
    rejected.forEach((reason, count) -> values.put(name(reason), count.sum()));
    gauges.forEach((name, value) -> values.put(name, value.getAsLong()));
    return values;
  }

  /** Prometheus text exposition, version 0.0.4. */
  public String prometheus() {
    StringBuilder text = new StringBuilder(4_000);
    counters.forEach(
        (counter, count) -> {
          head(text, counter.wire(), "counter", counter.help());
          line(text, counter.wire(), count.sum());
        });
    head(text, "vigie_streams_rejected_total", "counter", "Records refused at the door");
    rejected.forEach((reason, count) -> line(text, name(reason), count.sum()));
    String family = "";
    for (Map.Entry<String, LongSupplier> gauge : gauges.entrySet()) {
      String base = gauge.getKey().replaceFirst("\\{.*", "");
      if (!base.equals(family)) {
        text.append("# TYPE ").append(base).append(" gauge\n");
        family = base;
      }
      line(text, gauge.getKey(), gauge.getValue().getAsLong());
    }
    return text.toString();
  }

  private static String name(Reason reason) {
    return "vigie_streams_rejected_total{reason=\"" + reason.wire() + "\"}";
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
