package io.vigie.api.act;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A word of a closed list, as somebody wrote it. */
public final class Word {
  private Word() {}

  /**
   * @return null when it is left out
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 naming the words there are
   */
  public static <E> E of(String field, String text, E[] all, Function<E, String> wire) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Arrays.stream(all)
        .filter(one -> wire.apply(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.wrong(
                    field
                        + " is one of "
                        + Arrays.stream(all).map(wire).collect(Collectors.joining(", "))
                        + "; got \""
                        + (text.length() <= 80 ? text : text.substring(0, 80) + "…")
                        + '"'));
  }
}
