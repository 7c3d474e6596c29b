package io.vigie.fleet;

import java.time.Duration;
import java.util.PriorityQueue;

/** What is to happen, and when. Time is what it is told: the same calls give the same history. */
final class Timeline {
  private final PriorityQueue<Moment> moments = new PriorityQueue<>();
  private Duration now = Duration.ZERO;
  private long count;

  private record Moment(Duration at, long number, Runnable what) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  Duration now() {
    return now;
  }

  void in(Duration delay, Runnable what) {
    moments.add(new Moment(now.plus(delay), count++, what));
  }

  void in(double seconds, Runnable what) {
    in(Duration.ofMillis((long) (seconds * 1000)), what);
  }

  void advanceTo(Duration time) {
    while (!moments.isEmpty() && moments.peek().at().compareTo(time) <= 0) {
      Moment moment = moments.poll();
      now = moment.at();
      moment.what().run();
    }
    now = time;
  }
}
