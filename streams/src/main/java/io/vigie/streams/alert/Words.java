package io.vigie.streams.alert;

import java.util.List;
import java.util.stream.Collectors;

/** Names as one text, the first of many. */
public final class Words {
  private static final int MOST = 20;

  private Words() {}

  public static String of(List<?> names) {
    String words = names.stream().limit(MOST).map(String::valueOf).collect(Collectors.joining(" "));
    return names.size() <= MOST ? words : words + " … (" + names.size() + ')';
  }
}
