package io.vigie.agent.service;

import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Looks at resources one after the other, in a thread that is left behind with the one that hangs:
 * another goes on with the rest. What hangs is not looked at again before it came back, so that it
 * costs one thread and no more.
 */
public final class Lookout {
  private final Executor threads;
  private final Duration longest;

  public Lookout(Executor threads) {
    this(threads, Duration.ofSeconds(10));
  }

  /**
   * @param longest any look may take
   */
  Lookout(Executor threads, Duration longest) {
    this.threads = threads;
    this.longest = longest;
  }

  /**
   * Returns when all were seen, or hang.
   *
   * @param off those that are disabled
   */
  void look(List<Seen> resources, Predicate<Rid> off) {
    new Round(resources, off).run();
  }

  private final class Round {
    private final List<Seen> resources;
    private final Predicate<Rid> off;
    private int next;
    private long begun;

    /** A thread that was left behind has lost its turn. */
    private int turn;

    Round(List<Seen> resources, Predicate<Rid> off) {
      this.resources = resources;
      this.off = off;
    }

    synchronized void run() {
      try {
        goOn();
        while (next < resources.size()) {
          Seen each = resources.get(next);
          long left = begun + longest.plus(each.patience()).toNanos() - System.nanoTime();
          if (left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
          } else {
            leave(each);
          }
        }
      } catch (InterruptedException e) {
        turn++;
        Thread.currentThread().interrupt();
      }
    }

    private void leave(Seen each) {
      each.leave();
      next++;
      turn++;
      goOn();
    }

    private void goOn() {
      if (next < resources.size()) {
        begun = System.nanoTime();
        int mine = turn;
        threads.execute(() -> look(mine));
      }
    }

    private void look(int mine) {
      for (Seen each = begin(mine); each != null; each = begin(mine)) {
        end(mine, each, each.look(off.test(each.rid())));
      }
    }

    private synchronized Seen begin(int mine) {
      if (mine != turn || next == resources.size()) {
        return null;
      }
      begun = System.nanoTime();
      return resources.get(next);
    }

    private synchronized void end(int mine, Seen each, ResourceStatus status) {
      if (mine != turn) {
        each.cameBack();
        return;
      }
      each.saw(status);
      next++;
      notifyAll();
    }
  }
}
