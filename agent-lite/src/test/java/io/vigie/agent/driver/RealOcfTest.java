package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.SystemRunner;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real resource agents of the package resource-agents. */
class RealOcfTest {
  private static final Path AGENTS = Path.of("/usr/lib/ocf/resource.d/heartbeat");

  private final SystemRunner runner = new SystemRunner();

  @TempDir Path home;

  private Lab lab;

  @BeforeEach
  void openLab() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "not run: the agents write below /run");
    assumeTrue(
        Files.isExecutable(AGENTS.resolve("Dummy")), "not run: resource-agents is not installed");
    lab = new Lab(home, runner);
  }

  @Test
  void theDummyIsStartedAndStopped() throws Exception {
    Driver dummy =
        lab.driver(
            "[app#0]\ntype = ocf\nagent = ocf:heartbeat:Dummy\nparams = state="
                + home.resolve("state")
                + "\n");
    assertThat(dummy.status()).isEqualTo(Observed.DOWN);

    lab.start(dummy);

    assertThat(home.resolve("state")).exists();
    assertThat(dummy.status()).isEqualTo(Observed.UP);
    lab.stop(dummy);
    lab.stop(dummy);
    assertThat(dummy.status()).isEqualTo(Observed.DOWN);
    assertThat(home.resolve("state")).doesNotExist();
  }

  @Test
  void aServerIsStartedFoundFailedWhenItIsKilledAndStartedAgain() throws Exception {
    assumeTrue(runner.find("nginx").isPresent(), "not run: nginx is not installed");
    int port = freePort();
    Path pid = home.resolve("nginx.pid");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        home.resolve("nginx.conf"),
        """
        pid %s;
        error_log %s;
        events { }
        http {
          access_log off;
          server { listen 127.0.0.1:%d; location / { return 200 'tide'; } }
        }
        """
            .formatted(pid, home.resolve("error.log"), port));
    Driver nginx =
        lab.driver(
            """
            [app#0]
            type = ocf
            agent = ocf:heartbeat:nginx
            params = configfile=%s port=%d status10url=http://127.0.0.1:%d/ test10regex=tide
            """
                .formatted(home.resolve("nginx.conf"), port, port));
    assertThat(nginx.status()).isEqualTo(Observed.DOWN);
    try {
      lab.start(nginx);

      assertThat(nginx.status()).isEqualTo(Observed.UP);
      assertThat(get(port)).isEqualTo("tide");
      long first = Long.parseLong(Files.readString(pid).strip());
      ProcessHandle main = ProcessHandle.of(first).orElseThrow();
      List<ProcessHandle> all = Stream.concat(Stream.of(main), main.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(each -> each.onExit().join());
      assertThat(nginx.status().status().wire()).isIn("down", "warn");
      lab.start(nginx);
      assertThat(nginx.status()).isEqualTo(Observed.UP);
      assertThat(get(port)).isEqualTo("tide");
    } finally {
      lab.stop(nginx);
    }
    assertThat(nginx.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void anAgentThatRefusesItsParametersIsToldInItsWords() throws Exception {
    Driver address =
        lab.driver("[app#0]\ntype = ocf\nagent = heartbeat:IPaddr2\nparams = ip=not-an-address\n");

    assertThatThrownBy(() -> lab.start(address))
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("/usr/lib/ocf/resource.d/heartbeat/IPaddr2")
        .hasMessageContaining("not-an-address");
  }

  @Test
  void anAgentThatIsNotThereIsNamed() throws Exception {
    Driver none = lab.driver("[app#0]\ntype = ocf\nagent = ocf:heartbeat:Nothing\n");

    assertThatThrownBy(none::status)
        .hasMessage("/usr/lib/ocf/resource.d/heartbeat/Nothing is not installed on this node");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String get(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
