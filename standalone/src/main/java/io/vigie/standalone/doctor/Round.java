package io.vigie.standalone.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks side by side, each with the same time: what hangs hides nothing else. */
final class Round implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Round.class);

  private final Duration limit;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
          });

  Round(Duration limit) {
    this.limit = limit;
  }

  /** What they found, in their order. */
  List<Finding> of(List<Check> checks) {
    long end = System.nanoTime() + limit.toNanos();
    Map<Check, Future<List<Finding>>> asked = new LinkedHashMap<>();
    checks.forEach(check -> asked.put(check, workers.submit(check.look()::look)));
    List<Finding> found = new ArrayList<>();
    asked.forEach((check, answer) -> found.addAll(within(check, answer, end)));
    return found;
  }

  private List<Finding> within(Check check, Future<List<Finding>> answer, long end) {
    try {
      return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return List.of(
          Finding.fail(
              check.name(),
              "no answer within " + limit.toSeconds() + " s",
              "it hangs, or the machine is too busy: ask again, and look at its log"));
    } catch (ExecutionException e) {
      LOG.atInfo().setCause(e.getCause()).addKeyValue("check", check.name()).log("check failed");
      return List.of(
          Finding.fail(check.name(), words(e.getCause()), "mend that, and ask the doctor again"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The innermost reason: the outer ones say that something failed. */
  static String words(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
