package io.vigie.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service as it was written in 2010 runs: real commands, no daemon, no broker. */
class OldServiceTest {
  private static final String MAIL =
      """
      # as it lay in /etc in 2010
      [default]
      service_type: TST
      mode: hosted
      nodes: elsewhere NODE
      autostart_node: NODE
      app: MSG

      [fs#1]
      type = directory
      path = HOME/spool

      [fs#2]
      type = flag ; no disk is wanted here

      [vgs#3]
      vgname = none

      [sync#1]
      src = /etc/postfix
      dst = /etc/postfix
      target = nodes
      """;

  private static final String LAUNCHER =
      """
      #!/bin/sh
      case $1 in
      start) touch HOME/spool/running ;;
      stop) rm HOME/spool/running ;;
      status) test -e HOME/spool/running ;;
      esac
      """;

  @TempDir Path home;

  @Test
  void aServiceOf2010IsStartedAndStoppedByItsLaunchers() throws IOException {
    try (AgentNode node = new AgentNode(home, "old1", "127.0.0.1:9")) {
      file("mail.env", MAIL.replace("NODE", "old1"));
      Path launchers = Files.createDirectory(home.resolve("etc/services/mail.d"));
      for (String name : new String[] {"S10postfix", "K90postfix", "C10postfix"}) {
        program(launchers.resolve(name));
      }

      AgentNode.Answer validated =
          node.command("validate", home.resolve("etc/services/mail.env").toString());
      assertThat(validated.out())
          .contains(
              "generation   first",
              "old1 (preferred, this node), elsewhere",
              "mail.env:6: autostart_node = old1: read as orchestrate = start",
              "[vgs#3]",
              "sync.rsync");
      assertThat(validated.exit()).as(validated.out()).isZero();

      AgentNode.Answer start = node.command("start", "mail");
      assertThat(start.exit()).as(start.out() + start.err()).isZero();
      assertThat(home.resolve("spool/running")).exists();
      assertThat(node.command("status", "mail").out())
          .containsPattern("fs#2 .*up")
          .containsPattern("app#launchers .*up")
          .containsPattern("sync#1: warn: never copied to elsewhere");
      assertThat(node.command("print", "config", "mail", "--eval").out())
          .isEqualTo(validated.out());

      assertThat(node.command("stop", "mail").exit()).isZero();
      assertThat(home.resolve("spool/running")).doesNotExist();
      assertThat(node.command("status", "mail").out())
          .containsPattern("fs#2 .*down")
          .containsPattern("app#launchers .*down");
    }
  }

  @Test
  void itsLoopDeviceAndFilesystemAreReal() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may mount");
    Path image = home.resolve("disk.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(16 << 20);
    }
    assertThat(new ProcessBuilder("mke2fs", "-q", "-t", "ext3", image.toString()).start().waitFor())
        .isZero();
    try (AgentNode node = new AgentNode(home, "old2", "127.0.0.1:9")) {
      file(
          "files.env",
          """
          [default]
          nodes = old2
          [loop#1]
          file = HOME/disk.img
          [fs#1]
          dev = {loop#1.file}
          mnt = HOME/mnt
          type = ext3
          mnt_opt = noatime
          """);
      AgentNode.Answer start = node.command("start", "files");
      assertThat(start.exit()).as(start.out() + start.err()).isZero();
      assertThat(Files.readString(Path.of("/proc/self/mounts"))).contains(home + "/mnt ext3");
      AgentNode.Answer stop = node.command("stop", "files");
      assertThat(stop.exit()).as(stop.out() + stop.err()).isZero();
      assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(home + "/mnt");
    }
  }

  @Test
  void aCredentialThatAReferenceBringsReachesTheProgramAndNobodyElse() throws IOException {
    try (AgentNode node = new AgentNode(home, "old4", "127.0.0.1:9")) {
      node.service(
          "web",
          """
          [env]
          db_password = swordfish
          [app#1]
          type = simple
          start = sh -c 'echo $0 > HOME/heard; exec sleep NAP' {env.db_password}
          [app#2]
          type = forking
          start = sh -c 'echo my $0; exit 1' {env.db_password}
          """
              .replace("HOME", home.toString()));
      AgentNode.Answer start = node.command("start", "web");
      assertThat(start.exit()).isOne();
      assertThat(home.resolve("heard")).hasContent("swordfish");
      assertThat(start.out() + start.err()).contains("my ***").doesNotContain("swordfish");
      assertThat(node.command("status", "web").out()).contains("***").doesNotContain("swordfish");
      assertThat(node.command("print", "config", "web", "--eval").out())
          .contains("***")
          .doesNotContain("swordfish");
      node.command("stop", "web");
    }
  }

  @Test
  void aServiceThatHasBothFilesIsReadFromItsNewOne() throws IOException {
    try (AgentNode node = new AgentNode(home, "old3", "127.0.0.1:9")) {
      file("web.env", "[default]\nnodes = old3\napp = BEFORE\n");
      file("web.conf", "[DEFAULT]\nnodes = old3\napp = TODAY\n");
      assertThat(node.command("print", "config", "web").out()).contains("app = TODAY");
      assertThat(node.command("status").err())
          .contains("web.env: is not read, for there is web.conf");
    }
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(home.resolve("etc/services").resolve(name), text.replace("HOME", home + ""));
  }

  private void program(Path path) throws IOException {
    Files.writeString(path, LAUNCHER.replace("HOME", home.toString()));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
