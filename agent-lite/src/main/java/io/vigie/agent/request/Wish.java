package io.vigie.agent.request;

import io.vigie.agent.action.Option;
import io.vigie.agent.action.Selection;
import io.vigie.agent.action.Verb;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionRequest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A request in the words of the engine: the same that a command line here would have. */
final class Wish {
  private Wish() {}

  /**
   * @param left until it expires: it waits for no other action longer than that
   * @throws IllegalArgumentException naming the rule it breaks
   */
  static io.vigie.agent.action.ActionRequest of(ActionRequest request, Duration left) {
    Duration usual = io.vigie.agent.action.ActionRequest.PATIENCE;
    return io.vigie.agent.action.ActionRequest.of(
            Verb.parse(request.action()), ActionOrigin.REQUEST, request.by())
        .only(Selection.of(selectors(request)))
        .as(words(request))
        .called(request.id())
        .waiting(left.compareTo(usual) < 0 ? left : usual);
  }

  /** As a person would type it here, with the id of the request. */
  static String words(ActionRequest request) {
    StringBuilder line = new StringBuilder("vigie-agent ");
    line.append(request.action()).append(' ').append(request.service());
    selectors(request)
        .forEach(
            (option, values) ->
                line.append(" --").append(option.word()).append(' ').append(join(values)));
    return line.append(" (request ").append(request.request()).append(')').toString();
  }

  private static String join(List<String> values) {
    return String.join(",", values);
  }

  private static Map<Option, List<String>> selectors(ActionRequest request) {
    Map<Option, List<String>> selectors = new EnumMap<>(Option.class);
    put(selectors, Option.RID, request.rids());
    put(selectors, Option.SUBSET, request.subsets());
    put(selectors, Option.TAG, request.tags());
    return selectors;
  }

  private static void put(Map<Option, List<String>> selectors, Option option, List<String> values) {
    if (!values.isEmpty()) {
      selectors.put(option, values);
    }
  }
}
