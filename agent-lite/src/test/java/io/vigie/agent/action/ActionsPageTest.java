package io.vigie.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/actions.md are those of the code. */
class ActionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "actions.md");

  @Test
  void thePageTellsEveryActionEveryOptionAndEveryEarlierWord() throws IOException {
    String page = Files.readString(PAGE);
    String renewed =
        with(with(with(page, "actions", actions()), "options", options()), "words", words());
    if (System.getProperty("accept") != null) {
      Files.writeString(PAGE, renewed);
      page = renewed;
    }
    assertThat(page)
        .as(
            "docs/actions.md is stale; run: mvn -pl agent-lite test -Dtest=ActionsPageTest -Daccept")
        .isEqualTo(renewed);
  }

  private static String with(String page, String name, String table) {
    String begin = "<!-- " + name + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + table + page.substring(page.indexOf("<!-- end -->", from));
  }

  private static String actions() {
    return Stream.of(Verb.values())
        .map(
            each ->
                "| `%s` | %s | %s |\n"
                    .formatted(each.word(), each.description(), words(each.options())))
        .collect(
            Collectors.joining("", "| action | what it does | options |\n|---|---|---|\n", ""));
  }

  private static String words(Iterable<Option> options) {
    StringBuilder words = new StringBuilder();
    options.forEach(
        each -> words.append(words.isEmpty() ? "`--" : " `--").append(each.word()).append('`'));
    return words.toString();
  }

  private static String options() {
    return Stream.of(Option.values())
        .map(
            each ->
                "| `--%s` | %s |\n"
                    .formatted((each.word() + ' ' + each.label()).strip(), each.description()))
        .collect(Collectors.joining("", "| option | meaning |\n|---|---|\n", ""));
  }

  private static String words() {
    List<Spelling> all = Spelling.ALL;
    return all.stream()
        .map(
            each ->
                "| `%s` | `%s --rid %s` |\n"
                    .formatted(each.word(), each.verb().word(), each.group().wire()))
        .collect(Collectors.joining("", "| word | is |\n|---|---|\n", ""));
  }
}
