package io.vigie.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.agent.action.Option;
import io.vigie.agent.config.ServiceConf;
import io.vigie.contract.id.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final Request START =
      new Request(
          Verb.START,
          "web",
          Map.of(
              Option.RID,
              List.of("fs#1", "app#0"),
              Option.WAITLOCK,
              List.of("1m"),
              Option.DRY_RUN,
              List.of()),
          false,
          true,
          "root");

  @TempDir Path home;
  private final List<String> heard = new ArrayList<>();
  private final Output output =
      new Output() {
        @Override
        public void line(String text) {
          heard.add("out " + text);
        }

        @Override
        public void error(String text) {
          heard.add("err " + text);
        }
      };

  @Test
  void aRequestIsItselfAgainAfterTheSocket() {
    List<String> lines = START.lines();
    assertThat(Request.of(lines.subList(0, lines.size() - 1))).isEqualTo(START);
    Request ack = new Request(Verb.ACK, "a-1", Map.of(), false, false, "zoe", "was\nfull", "2h");
    lines = ack.lines();
    Request heard = Request.of(lines.subList(0, lines.size() - 1));
    assertThat(heard.comment()).isEqualTo("was full");
    assertThat(heard.span()).isEqualTo("2h");
    assertThat(Request.of(List.of("verb start", "dry-run false")).has(Option.DRY_RUN)).isFalse();
    assertThatThrownBy(() -> Request.of(List.of("verb dance")))
        .hasMessage("\"dance\" is not a command of this agent");
    assertThatThrownBy(() -> Request.of(List.of("verb start", "colours many")))
        .hasMessage("a request has no line \"colours many\"");
  }

  @Test
  void theDaemonsLinesAndItsExitCodeReachTheAsker() throws Exception {
    Path socket = home.resolve("run/agent.sock");
    ExecutorService threads = Executors.newCachedThreadPool();
    Answerer answerer =
        (request, out) -> {
          out.line(request.verb().word() + " " + request.service() + "\nsecond line");
          out.error("and a word of warning");
          return ExitCode.BUSY;
        };
    try (CommandServer server = CommandServer.open(socket, answerer, threads)) {
      assertThat(server).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      assertThat(CommandClient.ask(socket, START, output)).hasValue(ExitCode.BUSY.number());
    } finally {
      threads.shutdownNow();
    }
    assertThat(heard)
        .containsExactly("out start web", "out second line", "err and a word of warning");
    assertThat(CommandClient.ask(socket, START, output)).as("nobody listens now").isEmpty();
  }

  @Test
  void aConfigurationIsPrintedAsItCountsHereWithoutItsSecrets() throws Exception {
    String text =
        """
        [DEFAULT]
        app = SHOP
        nodes = n1 n2
        [env]
        root = /srv/{svcname}
        [fs#0]
        mnt = /elsewhere
        mnt@n1 = {env.root}
        db_password = swordfish
        [app#0]
        optional = perhaps
        """;
    assertThat(
            ConfigText.of(
                ServiceConf.parse("web.conf", text, Instant.EPOCH, new NodeId("default", "n1"))))
        .containsExactly(
            "# default/web@n1, as it counts on this node",
            "[DEFAULT]",
            "app = SHOP",
            "nodes = n1 n2",
            "topology = failover",
            "placement = nodes order",
            "orchestrate = no",
            "",
            "[fs#0]",
            "db_password = ***",
            "mnt = /srv/web",
            "",
            "[app#0]",
            "# cannot be used: web.conf:11: optional = perhaps: must be true or false"
                + " (t, yes, on, 1; f, no, off, 0)");
  }

  @Test
  void columnsAreAsWideAsTheirWidestCellAndNothingTrails() {
    Table table = new Table().row("A", "LONG NAME", "").row("bb", "x", "y");
    assertThat(table.lines("  ", false)).containsExactly("  A   LONG NAME", "  bb  x          y");
  }
}
