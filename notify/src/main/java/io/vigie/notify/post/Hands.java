package io.vigie.notify.post;

import io.vigie.notify.Lease;
import io.vigie.notify.Message;
import io.vigie.notify.Outcome;
import io.vigie.notify.Sender;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands several messages over at a time, each by a thread of its own. */
final class Hands implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

  /** What became of one. */
  record Result(String id, Outcome outcome) {}

  private final Sender sender;
  private final Runnable news;
  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final ExecutorService threads =
      // as many as are given at a time
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "notify-hand");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param news called after each result, by any thread
   */
  Hands(Sender sender, Runnable news) {
    this.sender = sender;
    this.news = news;
  }

  void give(Message message, Lease lease) {
    threads.execute(
        () -> {
          results.add(new Result(message.id(), outcome(message, lease)));
          news.run();
        });
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
