package io.vigie.words;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.Alert;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong, in one sentence: the console's own, of the same facts. */
public final class Sayings {
  private final Words words;
  private final Times times;

  public Sayings(Words words, Times times) {
    this.words = words;
    this.times = times;
  }

  public String of(Alert alert) {
    Map<String, String> facts = alert.facts();
    AlertKind kind = alert.alert().kind();
    Map<String, String> in = names(alert);
    facts.forEach((name, value) -> in.putIfAbsent(name.replace(' ', '_'), value));
    String key = "what." + kind.wire();
    String said =
        switch (kind) {
          case SERVICE_SPLIT -> words.say(key, with(in, "up", list(facts, "up")));
          case SERVICE_UNAVAILABLE -> unavailable(key, facts, in);
          case FLEX_OUT_OF_RANGE -> flex(key, facts, in);
          case SERVICE_DEGRADED ->
              words.say(key, with(in, "overall", fact(facts, "overall", "warn")));
          case SERVICE_MISPLACED -> words.say(key, with(in, "up", list(facts, "up")));
          case CONFIG_DIFFERS ->
              words.say(key, with(in, "nodes", String.join(", ", facts.keySet())));
          case ACTION_FAILED ->
              words.say(key, with(in, "action", fact(facts, "action", last(alert))));
          case ACTION_STUCK ->
              words.say(key, with(in, "timeout", times.seconds(fact(facts, "timeout", ""))));
          case SYNC_FAILED ->
              words.say(
                  key,
                  with(
                      with(in, "rid", fact(facts, "rid", first(alert))),
                      "target",
                      fact(facts, "target", last(alert))));
          case SYNC_LATE ->
              words.say(
                  key,
                  with(
                      with(in, "delay", times.seconds(fact(facts, "sync_max_delay", ""))),
                      "target",
                      fact(facts, "target", last(alert))));
          case CHECK_OUT_OF_BOUNDS -> bounds(key, facts, in);
          case CLOCK_SKEW ->
              words.say(key, with(in, "skew", times.seconds(fact(facts, "skew s", ""))));
          case MANY_NODES_SILENT -> many(key, alert, in);
          case CUSTOM -> custom(key, alert, in);
          case SERVICE_FROZEN,
              STATUS_DISAGREEMENT,
              INSTANCE_STALE,
              NODE_SILENT,
              NODE_FROZEN,
              NODE_DUPLICATE,
              HEARTBEAT_LOST,
              CHECK_STALE,
              APP_WITHOUT_RESPONSIBLE,
              DEAD_LETTER,
              RECORD_FORGED,
              DELIVERY_FAILING ->
              words.say(key, in);
          case COLLECTOR_BEHIND ->
              alert.alert().detail().equals("blind")
                  ? words.say(key + ".blind", with(in, "host", fact(facts, "host", "?")))
                  : words.say(key, in);
        };
    return Plain.line(said);
  }

  private static Map<String, String> names(Alert alert) {
    String anchor = alert.alert().anchor();
    Map<String, String> in = new HashMap<>();
    in.put("kind", alert.alert().word());
    in.put("anchor", anchor);
    in.put("app", anchor);
    in.put("service", alert.service() == null ? anchor : alert.service().toString());
    in.put("node", alert.node() == null ? anchor : alert.node().toString());
    in.put("detail", alert.alert().detail().isEmpty() ? anchor : alert.alert().detail());
    return in;
  }

  private String unavailable(String key, Map<String, String> facts, Map<String, String> in) {
    with(in, "avail", fact(facts, "avail", "down"));
    if (fact(facts, "avail", "").equals("undef")) {
      String last = list(facts, "last known up on");
      return last.isEmpty()
          ? words.say(key + ".unknown", in)
          : words.say(key + ".last", with(in, "up", last));
    }
    return words.say(facts.containsKey("action") ? key + ".action" : key, in);
  }

  private String flex(String key, Map<String, String> facts, Map<String, String> in) {
    long up = number(fact(facts, "up", "0"));
    with(with(in, "least", fact(facts, "flexMin", "")), "most", fact(facts, "flexMax", ""));
    boolean few = up < number(fact(facts, "flexMin", "0"));
    return up == 0 && few
        ? words.say(key + ".none", in)
        : words.count(key + (few ? ".few" : ".many"), up, in);
  }

  private String bounds(String key, Map<String, String> facts, Map<String, String> in) {
    if (!facts.containsKey("value")) {
      return words.say(key, in);
    }
    with(in, "value", (facts.get("value") + ' ' + fact(facts, "unit", "")).strip());
    String high = facts.get("high");
    boolean over = high != null && decimal(facts.get("value")) > decimal(high);
    return words.say(
        key + (over ? ".high" : ".low"), with(in, "bound", over ? high : fact(facts, "low", "")));
  }

  private String many(String key, Alert alert, Map<String, String> in) {
    with(in, "total", fact(alert.facts(), "nodes", ""));
    String anchor = alert.alert().anchor();
    return anchor.startsWith("site/")
        ? words.say(key + ".site", with(in, "site", anchor.substring("site/".length())))
        : words.say(key, in);
  }

  private String custom(String key, Alert alert, Map<String, String> in) {
    String summary = alert.facts().getOrDefault("summary", "");
    boolean ours = alert.alert().word().equals(AlertKind.CUSTOM.wire());
    return ours && !summary.isEmpty()
        ? words.say(key + ".said", with(in, "summary", summary))
        : words.say(key, in);
  }

  private static Map<String, String> with(Map<String, String> in, String name, String value) {
    in.put(name, value);
    return in;
  }

  private static String fact(Map<String, String> facts, String name, String otherwise) {
    return facts.getOrDefault(name, otherwise);
  }

  /** Names of nodes, which facts have with blanks between. */
  private static String list(Map<String, String> facts, String name) {
    return Arrays.stream(fact(facts, name, "").split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String first(Alert alert) {
    return alert.alert().detail().split("/")[0];
  }

  private static String last(Alert alert) {
    String detail = alert.alert().detail();
    return detail.substring(detail.lastIndexOf('/') + 1);
  }

  private static long number(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }

  private static double decimal(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
