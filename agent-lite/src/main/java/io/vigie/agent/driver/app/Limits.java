package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.SIZE;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel lets the processes of an application have at most.
 *
 * @param words of prlimit, one for each limit
 */
record Limits(List<String> words) {
  private static final String UNLIMITED = "unlimited";

  /** As getrlimit names them. */
  private static final List<String> NAMES =
      List.of("as", "core", "cpu", "data", "fsize", "memlock", "nofile", "nproc", "rss", "stack");

  static final List<Keyword> KEYWORDS =
      NAMES.stream()
          .map(name -> Keyword.of(keyword(name), SIZE, "the agent's", meaning(name)))
          .toList();

  private static String keyword(String name) {
    return "limit_" + name;
  }

  private static String meaning(String name) {
    return switch (name) {
      case "as" -> "most address space; as all limits: or unlimited";
      case "core" -> "longest core file";
      case "cpu" -> "most seconds of processor time";
      case "data" -> "most data of a process";
      case "fsize" -> "longest file it may write";
      case "memlock" -> "most memory it may lock";
      case "nofile" -> "most open files";
      case "nproc" -> "most processes of its user";
      case "rss" -> "most memory in use; Linux minds it not";
      case "stack" -> "longest stack";
      default -> throw new IllegalStateException(name + " has no meaning");
    };
  }

  static Limits of(Keywords keywords) {
    List<String> words = new ArrayList<>();
    for (String name : NAMES) {
      String most = keywords.read(keyword(name), "", Limits::most);
      if (!most.isEmpty()) {
        words.add("--" + name + '=' + most);
      }
    }
    return new Limits(List.copyOf(words));
  }

  private static String most(String text) {
    return text.equals(UNLIMITED) ? text : Long.toString(Values.size(text));
  }

  /** What a command begins with; nothing when there is no limit. */
  List<String> before() {
    if (words.isEmpty()) {
      return List.of();
    }
    List<String> before = new ArrayList<>(List.of("prlimit"));
    before.addAll(words);
    before.add("--");
    return before;
  }
}
