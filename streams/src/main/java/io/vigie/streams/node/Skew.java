package io.vigie.streams.node;

import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.util.Arrays;

/**
 * A node's clock error, append − sent, as the median of the last 5 samples. Delay is not skew: a
 * record that seems late counts only when both clocks have moved alike since the record before it,
 * while one that seems to come from the future can only be a clock ahead.
 */
final class Skew {
  private static final int SAMPLES = 5;
  private static final long JITTER_MILLIS = 2_000;

  private final long[] samples = new long[SAMPLES];
  private int count;
  private int next;
  private boolean heard;
  private long lastDifference;

  void write(BinaryWriter out) {
    out.flag(heard).number(lastDifference).number(count);
    for (int i = count; i > 0; i--) {
      out.number(samples[Math.floorMod(next - i, SAMPLES)]);
    }
  }

  static Skew read(BinaryReader in) {
    Skew skew = new Skew();
    skew.heard = in.flag();
    skew.lastDifference = in.number();
    for (int left = in.count(); left > 0; left--) {
      skew.add(in.number());
    }
    return skew;
  }

  private void add(long sample) {
    samples[next] = sample;
    next = (next + 1) % SAMPLES;
    count = Math.min(SAMPLES, count + 1);
  }

  /**
   * @param known what is held so far, milliseconds
   * @return the error with this record, milliseconds
   */
  long with(long known, long sentMillis, long appendedMillis) {
    long difference = appendedMillis - sentMillis;
    boolean steady = heard && Math.abs(difference - lastDifference) <= JITTER_MILLIS;
    heard = true;
    lastDifference = difference;
    if (difference >= 0 && !steady) {
      return known;
    }
    add(difference);
    long[] sorted = Arrays.copyOf(samples, count);
    Arrays.sort(sorted);
    return sorted[(count - 1) / 2];
  }
}
