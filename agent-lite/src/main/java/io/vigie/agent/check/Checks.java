package io.vigie.agent.check;

import io.vigie.agent.process.CommandRunner;
import java.nio.file.Path;
import java.util.List;

/** All that this machine measures. What hangs is given up; nothing of it touches a service. */
public final class Checks {
  private final List<Source> sources;

  /** One thing that is measured. Never throws: what it cannot read it says. */
  interface Source {
    void read(Found found);
  }

  private Checks(List<Source> sources) {
    this.sources = sources;
  }

  /**
   * @param scripts directory of programs that tell values of their own; need not exist
   */
  public static Checks of(Path scripts, CommandRunner runner) {
    Path proc = Path.of("/proc");
    return new Checks(
        List.of(
            new FileSystems(proc.resolve("self/mountinfo"), runner),
            new Load(proc, Runtime.getRuntime().availableProcessors()),
            new Swap(proc),
            new VolumeGroups(runner),
            new Multipath(Path.of("/sys/block"), runner),
            new Raid(proc.resolve("mdstat")),
            new Interfaces(Path.of("/sys/class/net")),
            new Bonds(proc.resolve("net/bonding")),
            new Clock(runner),
            new Scripts(scripts, runner)));
  }

  public Found run() {
    Found found = new Found();
    sources.forEach(source -> source.read(found));
    return found;
  }
}
