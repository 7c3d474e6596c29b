package io.vigie.people;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.ChainStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** Who else is told of an alert that nobody takes, and when: the chains of all its apps. */
public final class Chain {
  /** There is no further step. */
  public static final long NEVER = Long.MAX_VALUE;

  private final List<Link> links = new ArrayList<>();
  private final Directory directory;

  private record Link(long afterSeconds, int number, ChainStep step) {}

  private Chain(Directory directory) {
    this.directory = directory;
  }

  public static Chain of(Alert alert, Directory directory) {
    Chain chain = new Chain(directory);
    if (!Concerned.ofVigie(alert)) {
      Concerned.apps(alert, directory).forEach(app -> chain.add(directory.chain(app)));
    }
    return chain;
  }

  private void add(List<ChainStep> steps) {
    List<ChainStep> sorted =
        steps.stream().sorted(Comparator.comparingLong(ChainStep::afterSeconds)).toList();
    for (int i = 0; i < sorted.size(); i++) {
      links.add(new Link(sorted.get(i).afterSeconds(), i + 1, sorted.get(i)));
    }
  }

  /** Seconds of the last step that is reached by then; 0 before the first. */
  public long reached(long seconds) {
    return links.stream()
        .mapToLong(Link::afterSeconds)
        .filter(after -> after <= seconds)
        .max()
        .orElse(0);
  }

  /** Seconds of the first step after that one; {@link #NEVER} when there is none. */
  public long next(long seconds) {
    return links.stream()
        .mapToLong(Link::afterSeconds)
        .filter(after -> after > seconds)
        .min()
        .orElse(NEVER);
  }

  /** Names of the steps after the first moment up to the second, and why they. */
  void names(long afterSeconds, long toSeconds, BiConsumer<String, String> found) {
    for (Link link : links) {
      if (link.afterSeconds() > afterSeconds && link.afterSeconds() <= toSeconds) {
        String why = "chain " + link.number();
        directory.names(link.step().who()).forEach(name -> found.accept(name, why));
      }
    }
  }
}
