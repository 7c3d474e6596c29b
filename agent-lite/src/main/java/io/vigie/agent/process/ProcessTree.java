package io.vigie.agent.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A program with all that it started: its descendants, its session, and whatever was born with its
 * mark. The mark finds those that made themselves daemons.
 *
 * @param leader pid of the program; 0 when only the mark is known
 * @param mark {@code NAME=value} in the environment of all of them
 */
public record ProcessTree(long leader, String mark) {

  /** Those that live. */
  public List<Proc> alive() throws IOException {
    List<Proc> all = Proc.all();
    Set<Long> own = new HashSet<>();
    for (Proc each : all) {
      if (leader > 0 && (each.pid() == leader || each.session() == leader) || each.bornWith(mark)) {
        own.add(each.pid());
      }
    }
    int before = -1;
    while (own.size() != before) {
      before = own.size();
      for (Proc each : all) {
        if (own.contains(each.parent())) {
          own.add(each.pid());
        }
      }
    }
    // the agent may itself have been started by what it now stops
    own.remove(ProcessHandle.current().pid());
    List<Proc> alive = new ArrayList<>(all);
    alive.removeIf(each -> !own.contains(each.pid()) || !each.alive());
    return alive;
  }
}
