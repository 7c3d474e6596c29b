package io.vigie.api.list;

import io.vigie.api.filter.Field;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.ResourceGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fields of rows that have a health. Column {@code badness} is made of avail, overall, stale and,
 * of an instance, served_elsewhere, so each of their words also says something about it; said in
 * the statement it lets the index {@code by_badness} answer, which counts of states are asked of
 * every few seconds.
 */
public final class Health {
  public static final List<String> WORDS =
      Arrays.stream(Availability.values()).map(Availability::wire).toList();

  private Health() {}

  /**
   * @param alias of table instance or service
   */
  public static Field avail(String alias) {
    String badness = alias + ".badness";
    return Field.word("avail", alias + ".avail", WORDS)
        .implying(
            Map.of(
                "down", badness + " IN (8,25,30,60)",
                "warn", badness + "=50",
                "undef", badness + "=45",
                "stdby down", badness + "=40",
                "stdby up", badness + " IN (10,25,30)",
                "up", badness + " IN (5,25,30)",
                "n/a", badness + " IN (0,25,30)"));
  }

  public static Field stale(String alias) {
    return Field.flag("stale", alias + ".stale").implying(Map.of("true", alias + ".badness>=25"));
  }

  /** Of column {@code badges}, a field per group. */
  public static Stream<Field> groups(String alias) {
    return Arrays.stream(ResourceGroup.values())
        .map(
            group ->
                Field.text(
                        "groups." + group.wire(),
                        "JSON_VALUE(" + alias + ".badges,'$." + group.wire() + "')")
                    .orAbsent()
                    .unsorted());
  }

  /** Worst first. */
  public static List<Sort.Key> worstFirst(String alias) {
    return List.of(new Sort.Key(alias + ".badness", true, false));
  }
}
