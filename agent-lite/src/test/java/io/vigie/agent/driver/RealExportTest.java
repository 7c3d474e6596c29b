package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.SystemRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real table of exports; it needs no server that runs. Root's alone. */
class RealExportTest {
  private final SystemRunner runner = new SystemRunner();

  @TempDir Path home;

  private Lab lab;
  private Path path;

  @BeforeEach
  void openLab() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may export");
    assumeTrue(runner.find("exportfs").isPresent(), "not run: exportfs is not installed");
    lab = new Lab(home, runner);
    path = Files.createDirectories(home.resolve("for all"));
  }

  @AfterEach
  void takeBack() {
    for (String client : new String[] {"127.0.0.1", "192.0.2.0/24"}) {
      runner.run(Command.of("exportfs", "-u", client + ":" + path));
    }
  }

  @Test
  void aDirectoryIsExportedToItsClientsAndTakenBackFromThemAlone() throws Exception {
    Driver export = export("127.0.0.1(rw,sync,fsid=77) 192.0.2.0/24(ro,fsid=77)");
    assertThat(export.status()).isEqualTo(Observed.DOWN);

    lab.start(export);

    assertThat(export.status()).isEqualTo(Observed.UP);
    assertThat(runner.run(Command.of("exportfs", "-s")).output())
        .containsPattern("127\\.0\\.0\\.1\\(sync.*fsid=77.*,rw,")
        .containsPattern("192\\.0\\.2\\.0/24\\(.*,ro,");
    lab.stop(export("127.0.0.1"));
    assertThat(export.status().log().get(0).text()).isEqualTo("not exported to 127.0.0.1");
    lab.start(export);
    assertThat(export.status()).isEqualTo(Observed.UP);
    lab.stop(export);
    assertThat(export.status()).isEqualTo(Observed.DOWN);
  }

  private Driver export(String clients) throws Exception {
    return lab.driver("[share#0]\ntype = nfs\npath = " + path + "\nopts = " + clients + "\n");
  }
}
