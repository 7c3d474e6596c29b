package io.vigie.standalone.replay;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Through a real broker and real streams: what they raised, and what other rules would have. */
class ReplayCommandTest {
  @TempDir static Path dir;
  private static Past past;
  private static Instant begin;
  private static Instant webDown;
  private static Instant dbDown;
  private static Instant webLong;

  @BeforeAll
  static void thingsGoWrong() throws Exception {
    past = new Past(dir);
    for (String service : List.of("web", "db")) {
      past.says(service, "n1", UP).says(service, "n2", DOWN);
    }
    past.pass(90);
    begin = past.now();
    past.pass(5);
    webDown = past.now();
    past.says("web", "n1", DOWN).pass(30).says("web", "n1", UP).pass(20);
    dbDown = past.now();
    past.says("db", "n1", DOWN).pass(5).says("db", "n1", UP).pass(20);
    webLong = past.now();
    past.says("web", "n1", DOWN).pass(200).says("web", "n1", UP).pass(5);
    past.put(
        new ActionEnd(
            "a1",
            new InstanceId("prod", "db", "n1"),
            "start",
            ActionOrigin.USER,
            "zoe",
            "vigie-agent start",
            1,
            past.now(),
            past.now(),
            ActionStatus.ERR));
    past.pass(5);
  }

  @AfterAll
  static void over() {
    past.close();
  }

  private record Answer(int exit, String out, String err) {
    List<String> differences() {
      return out.lines().filter(line -> line.matches("[-+~] .*")).toList();
    }
  }

  private static Answer replay(String rules, String... more) throws Exception {
    Path file = Files.writeString(dir.resolve("rules.json"), rules);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new ReplayCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println(failure.getMessage());
                  return 1;
                });
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--rules", file.toString(), "--kafka", past.bootstrap()));
    args.addAll(List.of("--from", begin.toString()));
    args.addAll(List.of(more));
    int exit = line.execute(args.toArray(new String[0]));
    return new Answer(exit, out.toString(), err.toString());
  }

  private static String at(Instant moment, int secondsLater) {
    return moment
        .plusSeconds(secondsLater)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace('T', ' ');
  }

  @Test
  void theSameRulesRaiseTheSameAndWhatWasReallyRaised() throws Exception {
    Answer answer = replay("[{\"kind\": \"service-unavailable\"}]");

    assertThat(answer.exit()).as(answer.err()).isZero();
    assertThat(answer.differences()).isEmpty();
    assertThat(answer.out())
        .contains("2 nodes, 2 services")
        .contains("the rules of rules.json are those in force")
        .contains("no difference")
        .contains("of kinds that a replay sees: 3; found again under the rules in force: 3\n")
        .contains(
            "a replay does not see status-disagreement, config-differs, node-duplicate,"
                + " heartbeat-lost, check-out-of-bounds, check-stale");
  }

  @Test
  void aLongerHoldLeavesOutWhatIsShortAndRaisesTheRestLater() throws Exception {
    Answer answer = replay("[{\"kind\": \"service-unavailable\", \"holdSeconds\": 60}]");

    assertThat(answer.differences())
        .containsExactly(
            "- " + at(webDown, 10) + " service-unavailable prod/web critical, 00:00:20",
            "~ "
                + at(webLong, 10)
                + " service-unavailable prod/web critical, 00:03:10: 00:00:50 later");
    assertThat(answer.out())
        .contains("service-unavailable: critical, error outside production after 60 s")
        .containsPattern("service-unavailable +critical +2 +1 +-1\n")
        .containsPattern("action-failed +error +1 +1\n")
        .containsPattern("all +3 +2 +-1\n");
  }

  @Test
  void withoutAHoldEachMomentIsRaisedAndSooner() throws Exception {
    Answer answer = replay("[{\"kind\": \"service-unavailable\", \"holdSeconds\": 0}]");

    assertThat(answer.differences())
        .hasSize(3)
        .contains("+ " + at(dbDown, 0) + " service-unavailable prod/db critical, 00:00:05");
    assertThat(answer.out()).contains("00:00:20: 00:00:10 earlier");
  }

  @Test
  void whatIsDisabledIsNotRaisedAndOtherSeveritiesAreTold() throws Exception {
    Answer answer =
        replay(
            "[{\"kind\": \"service-unavailable\", \"disabled\": true},"
                + " {\"kind\": \"action-failed\", \"production\": \"critical\"},"
                + " {\"kind\": \"check-stale\", \"disabled\": true}]");

    assertThat(answer.differences()).hasSize(3);
    assertThat(answer.differences().subList(0, 2)).allMatch(line -> line.startsWith("- "));
    assertThat(answer.differences().get(2))
        .startsWith("~ ")
        .endsWith(
            " action-failed prod/db n1/start error, open to the end: critical instead of error");
    assertThat(answer.out())
        .contains("service-unavailable: off")
        .contains("a replay does not see check-stale: these rules of rules.json change nothing");
  }

  @Test
  void anEscalationIsADifference() throws Exception {
    Answer answer = replay("[{\"kind\": \"action-failed\", \"escalateSeconds\": 3}]");

    assertThat(answer.differences())
        .singleElement()
        .asString()
        .endsWith("action-failed prod/db n1/start error, open to the end: becomes critical");
    assertThat(answer.out())
        .contains("error, warning outside production after 0 s, worse after 3 s more")
        .containsPattern("action-failed +critical +0 +1 +\\+1\n");
  }

  @Test
  void moreThanWantedAreCountedAndJsonHasThemAll() throws Exception {
    String rules = "[{\"kind\": \"service-unavailable\", \"holdSeconds\": 0}]";

    assertThat(replay(rules, "--lines", "1").out()).contains("  and 2 more: --lines 3 tells");
    JsonNode json = Json.MAPPER.readTree(replay(rules, "--lines", "1", "-o", "json").out());
    assertThat(json.path("differences")).hasSize(3);
    assertThat(json.path("differences").get(1).path("after").path("alert").asText())
        .isEqualTo("service-unavailable:prod/db");
    assertThat(json.path("recorded").path("recorded").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsRaisedAfterTheWindowIsNotCounted() throws Exception {
    Answer answer =
        replay("[{\"kind\": \"service-unavailable\"}]", "--to", at(webDown, 60).replace("Z", ""));

    assertThat(answer.out())
        .contains("of kinds that a replay sees: 1; found again under the rules in force: 1\n")
        .containsPattern("all +1 +1\n");
  }

  @Test
  void aWrongQuestionIsToldWithWhatIsWrong() throws Exception {
    String rules = "[{\"kind\": \"node-silent\"}]";

    assertThat(replay(rules, "--to", "2026-01-01").err())
        .contains("--from must be before --to, and before now; got ");
    assertThat(replay(rules, "--to", "tomorrow").err())
        .contains("--to is now, a duration such as 2h", "got \"tomorrow\"");
    assertThat(replay("[\n{\"kind\": \"node-silent\", \"hold\": 3}]").err())
        .contains("rules.json, line 2: hold is no field of a rule: kind, disabled, holdSeconds");
  }
}
