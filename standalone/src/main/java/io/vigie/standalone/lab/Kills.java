package io.vigie.standalone.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Every part is killed at moments that a seed chooses, under load; after each round the tables are
 * what the oracle says.
 */
public final class Kills {
  private static final Duration LIMIT = Duration.ofSeconds(300);

  private final long seed;
  private final Duration suspension;
  private final Consumer<String> say;
  private final List<Long> recoveries = new ArrayList<>();

  /**
   * @param suspension how long a suspended recorder stands still
   * @param say takes what happens, a line each
   */
  public Kills(long seed, Duration suspension, Consumer<String> say) {
    this.seed = seed;
    this.suspension = suspension;
    this.say = say;
  }

  /**
   * @param dir of everything; empty
   * @param faults of each round, in an order that the seed chooses
   * @throws Oracle.Difference naming the seed
   */
  public void run(Path dir, int rounds, List<Fault> faults) {
    Random random = new Random(seed);
    try (Parts parts = new Parts(dir)) {
      long start = System.nanoTime();
      parts.startAll();
      Recorded recorded = new Recorded(parts, LIMIT);
      recorded.flowing();
      tell("collector started, " + seconds(System.nanoTime() - start));
      try (Story story = new Story(parts, recorded, seed)) {
        story.begin();
        tell("nodes and services known");
        for (int round = 1; round <= rounds; round++) {
          round(
              round, new Lab(parts, recorded, suspension), story, shuffled(faults, random), random);
        }
        tell(
            "%d records sent, %d undelivered, %d parts ended by themselves"
                .formatted(story.sent(), story.undelivered(), parts.diedAlone()));
      }
    } catch (RuntimeException e) {
      throw new Oracle.Difference(
          "%s%nreplay: ./vigie lab kills --seed %d --rounds %d"
              .formatted(e.getMessage(), seed, rounds),
          e);
    }
  }

  private void round(int round, Lab lab, Story story, List<Fault> faults, Random random) {
    if (round > 1) {
      story.configure();
    }
    story.goOn();
    for (Fault fault : faults) {
      int moment = random.nextInt(1_500);
      lab.afterMillis(moment);
      long struck = System.nanoTime();
      fault.strike(lab, random);
      lab.flowing();
      long back = System.nanoTime() - struck;
      recoveries.add(back);
      tell("round %d, after %d ms: %s, %s".formatted(round, moment, fault.words(), seconds(back)));
    }
    story.drain();
    tell(
        "round %d: %s"
            .formatted(round, Oracle.compare(new Evidence(lab.parts()), lab.parts().dir())));
  }

  private static List<Fault> shuffled(List<Fault> faults, Random random) {
    List<Fault> order = new ArrayList<>(faults);
    Collections.shuffle(order, random);
    return order;
  }

  private void tell(String line) {
    say.accept("kills " + seed + ": " + line);
  }

  private static String seconds(long nanos) {
    return "%.1f s".formatted(nanos / 1e9);
  }

  /** All of them. */
  public static List<Fault> everyFault() {
    return Arrays.asList(Fault.values());
  }
}
