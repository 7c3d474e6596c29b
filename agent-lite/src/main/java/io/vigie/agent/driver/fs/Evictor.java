package io.vigie.agent.driver.fs;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Proc;
import io.vigie.contract.event.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Ends the processes that keep a filesystem busy, so that it can be unmounted. */
final class Evictor {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Whoever sits there is no user of a service. */
  private static final Set<Path> SYSTEM =
      List.of(
              "/",
              "/bin",
              "/boot",
              "/dev",
              "/etc",
              "/home",
              "/lib",
              "/opt",
              "/proc",
              "/root",
              "/run",
              "/sbin",
              "/srv",
              "/sys",
              "/tmp",
              "/usr",
              "/var",
              "/var/lib",
              "/var/log",
              "/var/tmp")
          .stream()
          .map(Path::of)
          .collect(Collectors.toUnmodifiableSet());

  private Evictor() {}

  static boolean mayClear(Path point) {
    return !SYSTEM.contains(point);
  }

  /**
   * Asks them to end, then ends them. The agent and what it was called from are never among them.
   */
  static void clear(Step step, Path point) throws StepFailed {
    List<Proc> users = users(point);
    if (users.isEmpty()) {
      return;
    }
    step.log(LogLevel.WARN, point + " is busy: its users are ended");
    step.change("SIGTERM to " + pids(users), () -> users.forEach(Proc::terminate));
    if (step.await(PATIENCE, () -> users.stream().noneMatch(Proc::lives))) {
      return;
    }
    List<Proc> stubborn = users(point);
    step.change("SIGKILL to " + pids(stubborn), () -> stubborn.forEach(Proc::kill));
    step.await(PATIENCE, () -> stubborn.stream().noneMatch(Proc::lives));
  }

  private static List<Proc> users(Path point) {
    Set<Long> own = own();
    return Holders.of(point).stream().filter(each -> !own.contains(each.pid())).toList();
  }

  private static Set<Long> own() {
    Set<Long> own = new HashSet<>(Set.of(1L));
    ProcessHandle each = ProcessHandle.current();
    while (each != null && own.add(each.pid())) {
      each = each.parent().orElse(null);
    }
    return own;
  }

  private static String pids(List<Proc> processes) {
    return processes.stream().map(p -> Long.toString(p.pid())).collect(Collectors.joining(", "));
  }
}
