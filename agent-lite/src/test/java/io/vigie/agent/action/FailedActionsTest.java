package io.vigie.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.id.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedActionsTest {
  @TempDir Path home;

  @Test
  void whatFailedIsKeptForTheNextProcessUntilSomebodyKnows() throws IOException {
    Path directory = home.resolve("failed");
    FailedActions failed = new FailedActions(directory);
    assertThat(failed.all()).isEmpty();

    failed.note(end("a2", ActionStatus.ERR));
    failed.note(end("a1", ActionStatus.ERR));
    failed.note(end("a3", ActionStatus.OK));
    assertThat(new FailedActions(directory).all())
        .containsExactly(end("a1", ActionStatus.ERR), end("a2", ActionStatus.ERR));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");

    failed.forget("a1");
    failed.forget("a1");
    assertThat(ids(failed)).containsExactly("a2");
  }

  @Test
  void ofTooManyTheOldestGo() {
    FailedActions failed = new FailedActions(home);
    for (int i = 0; i < FailedActions.MOST + 3; i++) {
      failed.note(end("a%04d".formatted(i), ActionStatus.ERR));
    }

    assertThat(ids(failed)).hasSize(FailedActions.MOST).startsWith("a0003");
  }

  @Test
  void oneThatCannotBeReadHidesNoOther() throws IOException {
    FailedActions failed = new FailedActions(home);
    failed.note(end("a2", ActionStatus.ERR));
    Files.writeString(home.resolve("a1.json"), "{\"id\": \"a1");

    assertThat(ids(failed)).containsExactly("a2");
  }

  private static List<String> ids(FailedActions failed) {
    return failed.all().stream().map(ActionEnd::id).toList();
  }

  private static ActionEnd end(String id, ActionStatus status) {
    return new ActionEnd(
        id,
        new InstanceId("default", "web", "n1"),
        "start",
        ActionOrigin.USER,
        "root",
        "vigie-agent start web",
        42,
        Instant.EPOCH,
        Instant.EPOCH,
        status);
  }
}
