package io.vigie.agent.driver.container;

import io.vigie.agent.driver.Unreached;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandRunner;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The agent inside a container. Who looks all the time hears what it said last and never waits for
 * one that hangs, but a moment for its first word.
 */
final class Inside {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration FIRST_WORD = Duration.ofSeconds(3);

  private final Way way;
  private final Duration fresh;
  private final CommandRunner runner;
  private final Executor askers;

  /** Null: nothing is known. */
  private Answer last;

  /** Null: nobody asks. */
  private CompletableFuture<Answer> asked;

  /**
   * @param fresh how old may be what it said
   */
  Inside(Way way, Duration fresh, CommandRunner runner, Executor askers) {
    this.way = way;
    this.fresh = fresh;
    this.runner = runner;
    this.askers = askers;
  }

  /**
   * @param failure why there is none; null where there is
   */
  private record Answer(Said said, Unreached failure, long at) {
    Said told() throws Unreached {
      if (failure != null) {
        throw new Unreached(failure.getMessage());
      }
      return said;
    }
  }

  Way way() {
    return way;
  }

  /** For who acts. */
  Said now() throws Unreached {
    Answer answer = ask();
    synchronized (this) {
      last = answer;
      asked = null;
    }
    return answer.told();
  }

  /** Whether it answered the last time it was asked, and nothing was done since. */
  synchronized boolean hasAnswered() {
    return last != null && last.said() != null;
  }

  /** For who looks all the time. */
  Said glance() throws Unreached {
    CompletableFuture<Answer> first;
    synchronized (this) {
      if (asked == null && (last == null || isOld())) {
        askAside();
      }
      if (last != null) {
        return last.told();
      }
      first = asked;
    }
    try {
      return first.get(FIRST_WORD.toMillis(), TimeUnit.MILLISECONDS).told();
    } catch (TimeoutException e) {
      throw new Unreached("it was asked, and has not answered yet");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreached("it was not waited for");
    }
  }

  /** Is another number once it said something; asks it when what it said is old. */
  synchronized long sign() {
    if (asked == null && last != null && isOld()) {
      askAside();
    }
    return last == null ? 0 : last.at();
  }

  private boolean isOld() {
    return System.nanoTime() - last.at() > fresh.toNanos();
  }

  /** Longest that a glance may wait. */
  Duration patience() {
    return FIRST_WORD;
  }

  private void askAside() {
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    asked = mine;
    askers.execute(
        () -> {
          try {
            mine.complete(ask());
          } catch (RuntimeException e) {
            mine.complete(new Answer(null, new Unreached(e.toString()), System.nanoTime()));
          }
          keep(mine);
        });
  }

  private synchronized void keep(CompletableFuture<Answer> mine) {
    // unless something was done inside meanwhile
    if (asked == mine) {
      last = mine.join();
      asked = null;
    }
  }

  /** Something was done inside, or the container went. */
  synchronized void forget() {
    last = null;
    asked = null;
  }

  private Answer ask() {
    Command status = way.status();
    Said said = null;
    Unreached failure = null;
    try {
      String program = status.argv().get(0);
      if (runner.find(program).isEmpty()) {
        throw new Unreached(program + " is not installed on this node");
      }
      said = Said.read(runner.run(status.within(LONGEST)));
    } catch (Unreached e) {
      failure = e;
    }
    return new Answer(said, failure, System.nanoTime());
  }
}
