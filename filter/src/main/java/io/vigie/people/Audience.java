package io.vigie.people;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is told of an alert, who is not, and why (semantics.md §5.3). Pure: the same policies give
 * the same people.
 *
 * @param to people by name, {@link #MOST} at most, then channels
 * @param more how many more there would be
 */
public record Audience(List<Recipient> to, List<LeftOut> leftOut, int more) {
  /** Told of one thing at most: what is told must fit in a record. */
  public static final int MOST = 300;

  public Audience {
    to = List.copyOf(to);
    leftOut = List.copyOf(leftOut);
  }

  /** The app whose people they are: a node's own, else of several the first by name. */
  public static String app(Alert alert) {
    return Concerned.firstApp(alert);
  }

  /**
   * Who answers for it, and of the chain of its app whoever is reached by then. Managers come in
   * where nobody who answers for it could be told of anything.
   *
   * @param at when it happened
   * @param chainSeconds how long nobody took it; 0 for no one of the chain
   */
  public static Audience of(Alert alert, Instant at, long chainSeconds, Directory directory) {
    Map<String, String> why = new TreeMap<>();
    Set<String> responsible = Concerned.responsible(alert, directory);
    responsible.forEach(name -> why.put(name, "responsible"));
    if (responsible.stream().noneMatch(name -> reachable(name, directory))) {
      Concerned.managers(directory).forEach(name -> why.putIfAbsent(name, "manager"));
    }
    Chain.of(alert, directory).names(0, chainSeconds, why::putIfAbsent);
    return chosen(why, alert, at, directory).and(Listeners.of(alert, directory));
  }

  private Audience and(List<Recipient> channels) {
    List<Recipient> all = new ArrayList<>(to);
    all.addAll(channels);
    return new Audience(all, leftOut, more);
  }

  /** Those of the chain alone who are reached after the first moment and by the second. */
  public static Audience ofChain(
      Alert alert, Instant at, long afterSeconds, long toSeconds, Directory directory) {
    Map<String, String> why = new TreeMap<>();
    Chain.of(alert, directory).names(afterSeconds, toSeconds, why::putIfAbsent);
    return chosen(why, alert, at, directory);
  }

  /**
   * Those who were told how it began are told how it ends, at any hour.
   *
   * @param told who, by {@link Recipient#key()}, and why they were
   */
  public static Audience again(Map<String, String> told, Directory directory) {
    List<Recipient> channels = Listeners.again(told.keySet(), directory);
    Map<String, String> people = new TreeMap<>(told);
    people.keySet().removeIf(Recipient::isChannel);
    return chosen(people, null, null, directory).and(channels);
  }

  private static Audience chosen(
      Map<String, String> why, Alert alert, Instant at, Directory directory) {
    List<Recipient> to = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    why.forEach(
        (name, reason) -> {
          LeftOut.Why not = not(name, alert, at, directory);
          if (not == null) {
            PersonPolicy person = directory.person(name);
            to.add(new Recipient(name, person.mail(), person.language(), reason));
          } else {
            leftOut.add(new LeftOut(name, not));
          }
        });
    int fit = Math.min(MOST, to.size());
    return new Audience(to.subList(0, fit), leftOut, to.size() - fit);
  }

  /** Why they are not told; null when they are. */
  private static LeftOut.Why not(String name, Alert alert, Instant at, Directory directory) {
    PersonPolicy person = directory.person(name);
    if (person == null) {
      return LeftOut.Why.UNKNOWN;
    }
    if (person.disabled()) {
      return LeftOut.Why.DISABLED;
    }
    if (person.mail().isEmpty()) {
      return LeftOut.Why.NO_ADDRESS;
    }
    if (alert == null) {
      return null;
    }
    if (person.least() != null && alert.severity().compareTo(person.least()) < 0) {
      return LeftOut.Why.SEVERITY;
    }
    return person.onCall().has(at) ? null : LeftOut.Why.NOT_ON_CALL;
  }

  private static boolean reachable(String name, Directory directory) {
    LeftOut.Why not = not(name, null, null, directory);
    return not == null || !not.unreachable();
  }
}
