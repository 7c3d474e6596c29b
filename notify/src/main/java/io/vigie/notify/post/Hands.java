package io.vigie.notify.post;

import io.vigie.notify.Lease;
import io.vigie.notify.Message;
import io.vigie.notify.Outcome;
import io.vigie.notify.Sender;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands several messages over at a time, each by a thread of its own. Outlives sessions: what one
 * gave and could not tell the outcome of, the next does not give again.
 */
final class Hands implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

  /** Outcomes that nobody told: those of another process's by now are not asked for any more. */
  private static final int MOST_UNTOLD = 1_000;

  /** What became of one. */
  record Result(String id, Outcome outcome) {}

  private final Sender sender;
  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final Set<String> busy = new HashSet<>();
  private final Map<String, Outcome> untold =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
          return size() > MOST_UNTOLD;
        }
      };
  private final ExecutorService threads =
      // as many as are given at a time
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "notify-hand");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Runnable news = () -> {};

  Hands(Sender sender) {
    this.sender = sender;
  }

  /**
   * A session begins: what earlier ones have not told is told to it when it gives that again.
   *
   * @param news called after each result, by any thread
   */
  void serve(Runnable news) {
    this.news = news;
    results.clear();
  }

  /** Unless it is in somebody's hands already, or its outcome is known. */
  synchronized void give(Message message, Lease lease) {
    Outcome known = untold.get(message.id());
    if (known != null) {
      results.add(new Result(message.id(), known));
      news.run();
    } else if (busy.add(message.id())) {
      threads.execute(() -> became(message.id(), outcome(message, lease)));
    }
  }

  private synchronized void became(String id, Outcome outcome) {
    busy.remove(id);
    untold.put(id, outcome);
    results.add(new Result(id, outcome));
    news.run();
  }

  /** Its outcome is written down, or was none: given again it goes again. */
  synchronized void told(String id) {
    untold.remove(id);
  }

  // a message that cannot be written must not keep its thread, nor others, from going on
  private Outcome outcome(Message message, Lease lease) {
    try {
      return sender.send(message, lease);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("delivery", message.id())
          .setCause(e)
          .log("message not handed over");
      return new Outcome.Failed("it could not be put together: " + e);
    }
  }

  /** Of one that was given; null when there is none yet. */
  Result poll() {
    return results.poll();
  }

  BlockingQueue<Result> results() {
    return results;
  }

  /** Does not wait: what is under way is as good as a crash away from its record. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
