package io.vigie.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Json;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.RequestKey;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.FreePort;
import io.vigie.embedded.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents and commands as processes, with a real broker. */
class AgentProcessTest {
  private static final String FLAG_AND_NAP =
      "[fs#flag]\ntype = flag\n[app#nap]\ntype = simple\nstart = sleep NAP\n";

  @TempDir static Path data;
  @TempDir Path home;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void broker() {
    broker = EmbeddedBroker.start(data, 0);
    broker.createTopics(4);
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @Test
  void whatHappensToAServiceIsPublishedFromItsStartToTheAgentsGoodbye() throws IOException {
    try (AgentNode node = new AgentNode(home, "n1", broker.bootstrap())) {
      node.service("web", FLAG_AND_NAP);
      node.service("again", "[app#nap]\ntype = simple\nrestart = 1\nstart = sleep NAP\n");
      node.run();
      eventually().until(() -> lastAvail("web") == Availability.DOWN);

      AgentNode.Answer start = node.command("start", "web");
      assertThat(start.exit()).as(start.err()).isZero();
      assertThat(start.out()).contains("fs#flag", "app#nap", "start of web: done");
      eventually().until(() -> lastAvail("web") == Availability.UP);

      node.command("start", "again");
      eventually().until(() -> lastAvail("again") == Availability.UP);

      assertThat(node.killApplication()).isTrue();
      eventually().until(() -> lastAvail("web") == Availability.WARN);
      eventually().until(() -> ends(broker, "again").size() == 2);
      assertThat(ends(broker, "again").get(1))
          .as("it was to be started again once")
          .extracting(ActionEnd::action, ActionEnd::origin, ActionEnd::command, ActionEnd::status)
          .containsExactly(
              "start",
              ActionOrigin.MONITOR,
              "vigie-agent start again --rid app#nap",
              ActionStatus.OK);
      JsonNode status = Json.MAPPER.readTree(node.command("status", "web", "-o", "json").out());
      assertThat(status.at("/service").asText()).isEqualTo("web");
      assertThat(status.at("/node").asText()).isEqualTo("n1");
      assertThat(status.at("/avail").asText()).isEqualTo("warn");
      assertThat(status.at("/frozen").asBoolean()).isFalse();
      assertThat(status.at("/resources/app#nap/status").asText()).isEqualTo("down");
      assertThat(status.at("/resources/fs#flag/label").asText()).startsWith("/dev/shm/");
      assertThat(status.at("/resources/fs#flag/log").isArray()).isTrue();

      assertThat(node.command("checks").out()).containsPattern("(?m)^load +5m +[0-9.]+ +per CPU$");
      assertThat(node.command("stop", "web").exit()).isZero();
      eventually().until(() -> lastAvail("web") == Availability.DOWN);
      node.stop();
      assertThat(Topics.all(broker.bootstrap(), Topic.NODE, NodeLeaving.class))
          .contains(new NodeLeaving(new NodeId("default", "n1"), 300, "stop"));
    }
    assertThat(Topics.all(broker.bootstrap(), Topic.NODE, NodeInventory.class))
        .anyMatch(each -> each.node().node().equals("n1"));
    assertThat(Topics.all(broker.bootstrap(), Topic.NODE_HEARTBEAT, NodeHeartbeat.class))
        .anyMatch(each -> each.node().node().equals("n1"));
    assertThat(Topics.all(broker.bootstrap(), Topic.CHECK, CheckValues.class))
        .filteredOn(each -> each.node().node().equals("n1"))
        .anyMatch(each -> each.values().stream().anyMatch(value -> value.kind().equals("load")));
    assertThat(Topics.all(broker.bootstrap(), Topic.SERVICE_CONFIG, ServiceConfig.class))
        .anyMatch(each -> each.content().contains("start = sleep"));
    assertThat(ends(broker, "web"))
        .extracting(ActionEnd::action, ActionEnd::status)
        .containsExactly(tuple("start", ActionStatus.OK), tuple("stop", ActionStatus.OK));
  }

  @Test
  void whatIsDoneWhileTheBrokerIsAwayArrivesLaterInItsOrder() throws IOException {
    int port = FreePort.any();
    try (AgentNode node = new AgentNode(home.resolve("n"), "n2", "127.0.0.1:" + port)) {
      node.service("away", "[fs#flag]\ntype = flag\n");
      node.run();
      assertThat(node.command("start", "away").exit()).isZero();
      assertThat(node.command("stop", "away").exit()).isZero();
      try (EmbeddedBroker late = EmbeddedBroker.start(home.resolve("kafka"), port)) {
        late.createTopics(4);
        eventually().until(() -> ends(late, "away").size() == 2);
        List<Topics.Arrived> arrived = Topics.all(late.bootstrap(), Topic.ACTION);
        assertThat(arrived.stream().map(Topics.Arrived::order).toList()).isSorted();
        assertThat(arrived.get(0).event()).isInstanceOf(ActionBegin.class);
        assertThat(arrived.get(arrived.size() - 1).event()).isInstanceOf(ActionEnd.class);
        assertThat(arrived.stream().map(Topics.Arrived::order).distinct())
            .hasSameSizeAs(arrived)
            .doesNotContain(Order.NONE);
      }
    }
  }

  @Test
  void aCommandKilledInTheMiddleLeavesOneInterruptedActionWithNoNumberTwice() throws IOException {
    try (AgentNode node = new AgentNode(home, "n3", broker.bootstrap())) {
      node.service(
          "cut", "[fs#flag]\ntype = flag\n[app#slow]\ntype = forking\nstart = sleep NAP\n");
      JavaProcess command = node.begin("start", "cut");
      eventually().until(() -> command.output().contains("app#slow") || !command.isAlive());
      assertThat(command.output()).contains("fs#flag  started");
      command.kill();
      node.killApplication();
      node.run();
      eventually().until(() -> !ends(broker, "cut").isEmpty());
      assertThat(node.command("freeze", "cut").exit()).isZero();
      eventually().until(() -> ends(broker, "cut").size() == 2);
      ActionEnd end = ends(broker, "cut").get(0);
      assertThat(end.status()).isEqualTo(ActionStatus.ERR);
      assertThat(end.pid()).isEqualTo(command.pid());
      List<ActionLine> lines =
          Topics.all(broker.bootstrap(), Topic.ACTION, ActionLine.class).stream()
              .filter(each -> each.action().equals(end.id()))
              .toList();
      assertThat(lines).extracting(ActionLine::number).doesNotHaveDuplicates();
      assertThat(lines.get(lines.size() - 1).text()).startsWith("interrupted");
      assertThat(lines.size()).isGreaterThan(2);
    }
  }

  @Test
  void withoutADaemonACommandActsAloneAndTheDaemonPublishesItLater() throws IOException {
    try (AgentNode node = new AgentNode(home, "n4", broker.bootstrap())) {
      node.service("solo", "[fs#flag]\ntype = flag\n");
      AgentNode.Answer start = node.command("start", "solo");
      assertThat(start.exit()).as(start.err()).isZero();
      assertThat(node.command("status", "solo").out()).contains("solo  on n4  up");
      node.run();
      eventually().until(() -> ends(broker, "solo").size() == 1);
      assertThat(node.command("stop", "solo").exit()).isZero();
    }
  }

  @Test
  void whatIsWrongIsSaidWithItsPlaceAndAnExitCodeForScripts() throws IOException {
    try (AgentNode node = new AgentNode(home, "n5", broker.bootstrap())) {
      Path conf = node.home().resolve("etc/agent.conf");
      String good = Files.readString(conf);
      Files.writeString(conf, "[kafka]\nbootstrap = nowhere\n");
      AgentNode.Answer run = node.command("run");
      assertThat(run.exit()).isEqualTo(5);
      assertThat(run.err())
          .contains(conf + ":2: bootstrap = nowhere: must be host:port, several with commas");

      Files.writeString(conf, good);
      node.service("web", "[fs#flag]\ntype = flag\n");
      node.service("bad", "topology = round\n");
      node.run();
      AgentNode.Answer second = node.command("run");
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err()).contains("another agent is running on ");
      assertThat(node.command("start", "nothing").exit()).isEqualTo(3);
      AgentNode.Answer bad = node.command("start", "bad");
      assertThat(bad.exit()).isEqualTo(5);
      assertThat(bad.err()).contains("bad.conf:3: topology = round: must be failover or flex");
      assertThat(node.command("start", "web", "--rid", "fs#9").exit()).isEqualTo(2);
      AgentNode.Answer plan = node.command("start", "web", "--dry-run");
      assertThat(plan.exit()).isZero();
      assertThat(plan.out()).contains("start fs#flag", "create /dev/shm/");
      assertThat(node.command("status", "web", "-o", "json").out()).contains("\"down\"");
    }
  }

  @Test
  void whoMayNotReadTheAgentsFilesIsToldSoBeforeAnythingIsLookedAt() throws IOException {
    try (AgentNode node = new AgentNode(home, "n6", broker.bootstrap())) {
      node.service("web", "[fs#flag]\ntype = flag\n");
      Path hidden = Files.createDirectories(node.home().resolve("var/run"));
      Files.setPosixFilePermissions(hidden, Set.of());
      for (String verb : List.of("status", "stop", "run")) {
        AgentNode.Answer answer =
            verb.equals("stop")
                ? node.commandWithoutRights(verb, "web")
                : node.commandWithoutRights(verb);
        assertThat(answer.exit()).as(answer.out()).isNotZero();
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
            .contains("cannot read " + hidden + ": Permission denied; run as root");
      }
      Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aStartThatFailsIsTakenBackUnlessThatIsNotWantedAndThenSaysHowToStopIt() throws IOException {
    try (AgentNode node = new AgentNode(home, "n7", broker.bootstrap())) {
      node.service(
          "half",
          "[fs#flag]\ntype = flag\n[fs#kept]\ntype = flag\nstandby = true\n"
              + "[app#bad]\ntype = simple\nstart = /bin/false\n");

      AgentNode.Answer start = node.command("start", "half");
      assertThat(start.exit()).isEqualTo(1);
      assertThat(start.out()).contains("rolling back: app#bad, fs#flag");
      assertThat(start.err()).matches("(?s).*start of half failed: action [0-9a-f-]{36}\n");
      assertThat(node.command("status", "half").out()).contains("start failed");
      assertThat(node.command("clear", "half").out()).contains("forgotten: start ");
      assertThat(node.command("status", "half").out()).doesNotContain("start failed");

      start = node.command("start", "half", "--disable-rollback");
      assertThat(start.exit()).isEqualTo(1);
      String stop = "vigie-agent --etc %1$s/etc --var %1$s/var stop half".formatted(node.home());
      assertThat(start.err())
          .matches(
              "(?s).*start of half failed: action [0-9a-f-]{36}\nfs#flag still up; to stop: \\Q"
                  + stop
                  + "\\E\n");
      AgentNode.Answer part =
          node.command("start", "half", "--rid", "fs#kept,app#bad", "--disable-rollback");
      assertThat(part.err()).endsWith("fs#kept still up; to stop: " + stop + " --rid fs#kept\n");
    }
  }

  @Test
  void everyActionIsACommandAndEarlierAgentsWordsAreToo() throws IOException {
    try (AgentNode node = new AgentNode(home, "n10", broker.bootstrap())) {
      Path image = node.home().resolve("web.img");
      node.service(
          "all",
          "[disk#0]\ntype = loop\nfile = %s\nsize = 1m\n".formatted(image)
              + "[fs#flag]\ntype = flag\ntags = big\nsubset = a\npre_start = echo --token abc\n"
              + "[fs#kept]\ntype = flag\nstandby = true\n");
      node.run();
      assertThat(node.command("mount", "all").out()).contains("--token ***", "fs#flag  started");
      assertThat(node.command("umount", "all").exit()).isZero();
      assertThat(node.command("startstandby", "all").out()).contains("fs#kept  started");
      assertThat(node.command("start", "all", "--tag", "big", "--waitlock", "1s").exit()).isZero();
      assertThat(node.command("stop", "all", "--downto", "fs#flag").exit()).isZero();
      assertThat(node.command("disable", "all", "--rid", "fs").out())
          .contains("disabled on this node: fs#flag, fs#kept");
      AgentNode.Answer off = node.command("start", "all", "--rid", "fs#flag");
      assertThat(off.exit()).isEqualTo(2);
      assertThat(off.err()).isEqualTo("fs#flag is disabled on this node: enable it to act on it\n");
      assertThat(node.command("enable", "all", "--rid", "fs").out()).contains("enabled: fs#flag");
      assertThat(node.command("provision", "all", "--rid", "disk", "--dry-run").out())
          .contains("create " + image + " of 1048576 bytes");
      AgentNode.Answer idle = node.command("abort", "all");
      assertThat(idle.exit()).isEqualTo(1);
      assertThat(idle.err()).isEqualTo("no action runs on all that could be aborted\n");
      for (List<String> wrong :
          List.of(
              List.of("start", "all", "--downto", "fs"),
              List.of("start", "all", "--subset", "b"),
              List.of("start", "all", "--rid", "disc"),
              List.of("start", "all", "--waitlock", "soon"),
              List.of("mount", "all", "--rid", "disk#0"),
              List.of("run", "all", "--rid", "fs#flag"),
              List.of("run", "--rid", "task#0"),
              List.of("abort", "all", "--force"))) {
        AgentNode.Answer answer = node.command(wrong.toArray(String[]::new));
        assertThat(answer.exit()).as(wrong.toString()).isEqualTo(2);
        assertThat(answer.err()).as(wrong.toString()).isNotEmpty();
      }
    }
  }

  @Test
  void anAgentKilledInTheMiddleOfAnActionIsFollowedByOneThatClosesItAndMendsWhatItLeft()
      throws IOException {
    String resources = "[fs#flag]\ntype = flag\n[app#slow]\ntype = forking\nstart = ";
    try (AgentNode node = new AgentNode(home, "n12", broker.bootstrap())) {
      node.service("torn", resources + "sleep NAP\n");
      node.run();
      JavaProcess start = node.begin("provision", "torn");
      eventually().until(() -> start.output().contains("app#slow") || !start.isAlive());
      node.kill();
      eventually().until(() -> !start.isAlive());
      assertThat(start.output()).contains("the agent went away before it had answered");

      node.run();
      AgentNode.Answer busy = node.command("stop", "torn");
      assertThat(busy.exit()).as("its program goes on").isEqualTo(4);
      assertThat(busy.err()).contains("torn is busy: provision, begun by ", "or abort it");
      assertThat(node.command("abort", "torn").out()).startsWith("ended: provision, begun by ");
      assertThat(node.killApplication()).as("its program was killed").isFalse();
      eventually().until(() -> ends(broker, "torn").size() == 1);
      assertThat(ends(broker, "torn").get(0).status()).isEqualTo(ActionStatus.ERR);
      assertThat(node.command("status", "torn").out()).doesNotContain("running");
      node.service("torn", resources + "true\n");
      AgentNode.Answer again = node.command("provision", "torn");
      assertThat(again.out()).contains("fs#flag  already up", "provision of torn: done");
      assertThat(node.command("unprovision", "torn").out()).contains("fs#flag  stopped");
    }
  }

  @Test
  void anActionIsAbortedByAnotherCommandWhateverCarriesItOut() throws IOException {
    try (AgentNode node = new AgentNode(home, "n11", broker.bootstrap())) {
      node.service(
          "slow", "[fs#flag]\ntype = flag\n[app#slow]\ntype = forking\nstart = sleep NAP\n");
      JavaProcess start = node.begin("start", "slow");
      eventually().until(() -> start.output().contains("app#slow") || !start.isAlive());
      AgentNode.Answer abort = node.command("abort", "slow");
      assertThat(abort.exit()).as(abort.err()).isZero();
      assertThat(abort.out()).startsWith("ended: start, begun by ");
      eventually().until(() -> !start.isAlive());
      assertThat(start.output())
          .contains("start was aborted", "aborted by ", "fs#flag  stopped", "start of slow failed");
      assertThat(node.killApplication()).as("its program was killed").isFalse();
    }
  }

  @Test
  void theMachinesShutdownEndsWhatHoldsAServiceStopsItAndFreezesNothing() throws IOException {
    try (AgentNode node = new AgentNode(home, "n15", broker.bootstrap())) {
      node.service(
          "down",
          "orchestrate = ha\n[fs#flag]\ntype = flag\n[task#long]\n" + "command = sleep NAP\n");
      node.run();
      assertThat(node.command("start", "down").exit()).isZero();
      JavaProcess task = node.begin("run", "down");
      eventually().until(() -> task.output().contains("task#long") || !task.isAlive());

      AgentNode.Answer shutdown = node.command("shutdown");
      assertThat(shutdown.exit()).as(shutdown.out() + shutdown.err()).isZero();
      assertThat(shutdown.out())
          .contains("down: ended: run, begun by ", "down: stop of down: done");
      JsonNode status = Json.MAPPER.readTree(node.command("status", "down", "-o", "json").out());
      assertThat(status.at("/resources/fs#flag/status").asText()).isEqualTo("down");
      assertThat(status.at("/frozen").asBoolean()).isFalse();
      assertThat(node.killApplication()).as("its task was killed").isFalse();
      eventually().until(() -> ends(broker, "down").size() == 3);
      assertThat(ends(broker, "down").get(2).origin()).isEqualTo(ActionOrigin.ENGINE);
    }
  }

  @Test
  void whatFailedOnTheNodeIsAcknowledgedThereByItsIdOrAllOfAService() throws IOException {
    try (AgentNode node = new AgentNode(home, "n8", broker.bootstrap())) {
      node.service("bad8", "[app#bad]\ntype = simple\nstart = /bin/false\n");
      node.service("good8", "[fs#flag]\ntype = flag\n");
      String first = failedAction(node.command("start", "bad8"));
      node.run();
      String second = failedAction(node.command("start", "bad8"));
      String third = failedAction(node.command("start", "bad8"));

      assertThat(node.command("ack", "bad8").exit()).as("why is required").isEqualTo(2);
      assertThat(node.command("ack", "bad8", "--comment", "  ").exit()).isEqualTo(2);
      AgentNode.Answer long8 = node.command("ack", "bad8", "--comment", "x".repeat(2_001));
      assertThat(long8.exit()).isEqualTo(2);
      assertThat(long8.err()).isEqualTo("--comment says why, in 1 to 2000 characters; got 2001\n");
      AgentNode.Answer unknown = node.command("ack", "a-1", "--comment", "seen");
      assertThat(unknown.exit()).isEqualTo(3);
      assertThat(unknown.err())
          .startsWith("there is neither a failed action nor a service \"a-1\" on this node;")
          .contains(first + " (start of bad8 at ", second, third);

      AgentNode.Answer one = node.command("ack", second, "--comment", "disk\nwas full");
      assertThat(one.exit()).as(one.err()).isZero();
      assertThat(one.out()).startsWith("acknowledged: " + second + " (start of bad8 at ");
      node.stop();
      AgentNode.Answer rest = node.command("ack", "bad8", "--comment", "the rest");
      assertThat(rest.out()).contains(first, third).doesNotContain(second);
      AgentNode.Answer again = node.command("ack", "bad8", "--comment", "the rest");
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err())
          .isEqualTo("no action of bad8 failed on this node that is not acknowledged here\n");
      assertThat(node.command("ack", "good8", "--comment", "x").exit()).isEqualTo(1);

      node.run();
      eventually().until(() -> acknowledgements("bad8").size() == 3);
      String by = System.getenv().getOrDefault("SUDO_USER", System.getProperty("user.name"));
      assertThat(acknowledgements("bad8"))
          .extracting(ActionAcknowledge::action, ActionAcknowledge::by, ActionAcknowledge::comment)
          .containsExactly(
              tuple(second, by + "@n8", "disk was full"),
              tuple(first, by + "@n8", "the rest"),
              tuple(third, by + "@n8", "the rest"));
    }
  }

  @Test
  void maintenanceOfTheNodeIsToldUntilItEndsAndOutlivesTheAgent() throws IOException {
    try (AgentNode node = new AgentNode(home, "n9", broker.bootstrap())) {
      assertThat(node.command("maintenance").out()).isEqualTo("not in maintenance\n");
      assertThat(node.command("maintenance", "end").exit()).isEqualTo(1);
      AgentNode.Answer alone = node.command("maintenance", "2h", "new memory");
      assertThat(alone.exit()).as(alone.err()).isZero();
      assertThat(alone.out())
          .startsWith("in maintenance until ")
          .endsWith("@n9: new memory\nno agent runs here: the console is told when one does\n");

      node.run();
      eventually().until(() -> maintenance("n9") != null);
      assertThat(maintenance("n9").comment()).isEqualTo("new memory");
      assertThat(maintenance("n9").until())
          .isBetween(Instant.now().plusSeconds(7_000), Instant.now().plusSeconds(7_200));
      assertThat(node.command("maintenance", "1d", "and a disk").out())
          .startsWith("in maintenance until ")
          .endsWith("@n9: and a disk\n");
      eventually().until(() -> maintenance("n9").comment().equals("and a disk"));
      for (List<String> wrong :
          List.of(
              List.of("maintenance", "2h"),
              List.of("maintenance", "2h", " "),
              List.of("maintenance", "soon", "x"),
              List.of("maintenance", "32d", "x"),
              List.of("maintenance", "59s", "x"),
              List.of("maintenance", "end", "x"),
              List.of("maintenance", "over"))) {
        AgentNode.Answer answer = node.command(wrong.toArray(String[]::new));
        assertThat(answer.exit()).as(wrong.toString()).isEqualTo(2);
        assertThat(answer.err()).as(wrong.toString()).isNotEmpty();
      }
      assertThat(node.command("maintenance").out()).contains("@n9: and a disk");

      assertThat(node.command("maintenance", "end").out()).isEqualTo("maintenance ended\n");
      eventually().until(() -> maintenance("n9") == null);
    }
  }

  @Test
  void aRequestOfTheCollectorIsDoneOnceAndAnyOtherIsAnsweredWithTheReason() throws Exception {
    KeyPair pair = RequestKey.make();
    try (AgentNode node = new AgentNode(home, "n13", broker.bootstrap());
        Console console = new Console(broker.bootstrap(), pair, "n13")) {
      node.service("asked", "[fs#flag]\ntype = flag\n[fs#other]\ntype = flag\n");
      node.taking("start, stop, abort", pair.getPublic());
      ActionRequest before = console.ask("a-0", "asked", "start");
      node.run();
      eventually().until(() -> requests("n13").equals(List.of("start", "stop", "abort")));

      ActionRequest start = console.ask("a-1", "asked", "start", "fs#flag");
      console.send(start);
      console.send(console.forged("a-3", "asked", "stop"));
      console.ask("a-4", "asked", "freeze");
      console.ask("a-5", "nowhere", "start");
      console.ask("a-6", "asked", "start", "fs#9");
      eventually().until(() -> ends(broker, "asked").size() == 5);
      console.ask("a-7", "asked", "abort");

      eventually().until(() -> ends(broker, "asked").size() == 6);
      eventually().until(() -> ends(broker, "nowhere").size() == 1);
      assertThat(ends(broker, "asked"))
          .extracting(ActionEnd::origin, ActionEnd::by)
          .contains(tuple(ActionOrigin.REQUEST, "zoe"))
          .contains(tuple(ActionOrigin.REQUEST, "unverified: zoe"));
      assertThat(told("a-1"))
          .contains("fs#flag: started /dev/shm/vigie:default:n13:asked:fs#flag")
          .noneMatch(text -> text.contains("fs#other"));
      assertThat(told("a-4"))
          .containsExactly(
              "refused: freeze is not allowed on request here;"
                  + " [requests] allows start, stop, abort");
      assertThat(told("a-5")).containsExactly("refused: there is no service nowhere on this node");
      assertThat(told("a-6"))
          .containsExactly("refused: asked has no resource fs#9; it has fs#flag, fs#other");
      assertThat(told("a-7"))
          .containsExactly("refused: no action runs on asked that could be aborted");
      assertThat(told(start.id())).as("once").filteredOn(l -> l.contains("started")).hasSize(1);
      assertThat(strange("asked"))
          .hasSize(2)
          .anyMatch(text -> text.startsWith("refused: it came before: its counter is "))
          .anyMatch(text -> text.startsWith("refused: its signature is not the collector's"));
      assertThat(told(before.id())).as("asked before the node first looked").isEmpty();
      assertThat(node.command("status", "asked").out()).contains("asked  on n13  warn");
    }
  }

  @Test
  void aRequestThatWasTakenWhenTheAgentWasKilledIsNotDoneByTheNextOneAndSaysSo() throws Exception {
    KeyPair pair = RequestKey.make();
    try (AgentNode node = new AgentNode(home, "n14", broker.bootstrap());
        Console console = new Console(broker.bootstrap(), pair, "n14")) {
      Path runs = node.home().resolve("runs");
      node.service(
          "once",
          "[app#slow]\ntype = forking\nstart = sleep NAP\n[app#count]\ntype = forking\n"
              + "start = sh -c 'echo run >> "
              + runs
              + "'\n");
      node.taking("start", pair.getPublic());
      node.run();
      eventually().until(() -> !requests("n14").isEmpty());
      JavaProcess busy = node.begin("start", "once", "--rid", "app#slow");
      eventually().until(() -> busy.output().contains("app#slow") || !busy.isAlive());
      console.ask("b-1", "once", "start", "app#count");
      Path seen = node.home().resolve("var/requests/seen");
      eventually().until(() -> Files.readString(seen).contains("\"b-1\""));
      node.kill();
      node.killApplication();

      node.run();
      eventually().until(() -> !told("b-1").isEmpty());
      assertThat(told("b-1"))
          .containsExactly(
              "refused: the agent ended after it took it and before it began; ask again");
      console.ask("b-2", "once", "start", "app#count");
      eventually().until(() -> ends(broker, "once").stream().anyMatch(e -> e.id().equals("b-2")));
      assertThat(Files.readString(runs)).isEqualTo("run\n");
    }
  }

  /** What the console would ask of one node, signed by the key it trusts. */
  private static final class Console implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KeyPair pair;
    private final NodeId node;
    private long counter = 100;

    Console(String bootstrap, KeyPair pair, String node) {
      this.pair = pair;
      this.node = new NodeId("default", node);
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrap),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }

    ActionRequest ask(String id, String service, String action, String... rids) throws Exception {
      ActionRequest request =
          RequestKey.sign(pair.getPrivate(), request(id, service, action, rids));
      send(request);
      return request;
    }

    ActionRequest forged(String id, String service, String action) {
      return RequestKey.sign(RequestKey.make().getPrivate(), request(id, service, action));
    }

    private ActionRequest request(String id, String service, String action, String... rids) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      List<String> none = List.of();
      return new ActionRequest(
          id,
          "r-" + id,
          node,
          service,
          action,
          List.of(rids),
          none,
          none,
          "zoe",
          now,
          now.plusSeconds(120),
          ++counter,
          "");
    }

    void send(ActionRequest request) throws Exception {
      String topic = Topic.ACTION_REQUEST.wire();
      int partition = Partition.of(request.anchor(), producer.partitionsFor(topic).size());
      byte[] value =
          EventCodec.encode(new Envelope<>("1", "collector/api", request.issued(), request));
      producer
          .send(new ProducerRecord<>(topic, partition, request.key().getBytes(UTF_8), value))
          .get();
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  /** What its node last said that it does on request. */
  private static List<String> requests(String node) {
    return Topics.all(broker.bootstrap(), Topic.NODE, NodeInventory.class).stream()
        .filter(each -> each.node().node().equals(node))
        .reduce((one, other) -> other)
        .map(NodeInventory::requests)
        .orElse(List.of());
  }

  private static List<String> told(String action) {
    return Topics.all(broker.bootstrap(), Topic.ACTION, ActionLine.class).stream()
        .filter(each -> each.action().equals(action))
        .map(each -> each.rid().isEmpty() ? each.text() : each.rid() + ": " + each.text())
        .toList();
  }

  /** Lines of answers to what nobody vouches for. */
  private static List<String> strange(String service) {
    Set<String> ids =
        ends(broker, service).stream()
            .filter(each -> each.by().startsWith("unverified"))
            .map(ActionEnd::id)
            .collect(Collectors.toSet());
    return Topics.all(broker.bootstrap(), Topic.ACTION, ActionLine.class).stream()
        .filter(each -> ids.contains(each.action()))
        .map(ActionLine::text)
        .toList();
  }

  /** As its node said last. */
  private static Maintenance maintenance(String node) {
    return Topics.all(broker.bootstrap(), Topic.NODE, NodeFacts.class).stream()
        .filter(each -> each.node().node().equals(node))
        .reduce((one, other) -> other)
        .map(NodeFacts::maintenance)
        .orElse(null);
  }

  /** Its id, as the command that failed says it. */
  private static String failedAction(AgentNode.Answer answer) {
    assertThat(answer.exit()).isEqualTo(1);
    Matcher id = Pattern.compile("failed: action ([0-9a-f-]{36})").matcher(answer.err());
    assertThat(id.find()).as(answer.err()).isTrue();
    return id.group(1);
  }

  private static List<ActionAcknowledge> acknowledgements(String service) {
    return Topics.all(broker.bootstrap(), Topic.ACTION, ActionAcknowledge.class).stream()
        .filter(each -> each.service().service().equals(service))
        .toList();
  }

  private static Availability lastAvail(String service) {
    return Topics.all(broker.bootstrap(), Topic.INSTANCE_STATUS, InstanceStatus.class).stream()
        .filter(each -> each.instance().service().equals(service))
        .map(InstanceStatus::avail)
        .reduce((one, other) -> other)
        .orElse(null);
  }

  private static List<ActionEnd> ends(EmbeddedBroker of, String service) {
    return Topics.all(of.bootstrap(), Topic.ACTION, ActionEnd.class).stream()
        .filter(each -> each.instance().service().equals(service))
        .toList();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
