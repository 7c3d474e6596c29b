package io.vigie.streams;

import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died. When threads keep dying, or nothing could go on anyway, the
 * process ends clearly, so that whoever supervises it sees it.
 */
final class ThreadKeeper implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadKeeper.class);
  private static final int MOST_DEATHS = 10;
  private static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Metrics metrics;
  private final LongSupplier nanoTime;
  private final Deque<Long> deaths = new ArrayDeque<>();

  ThreadKeeper(Metrics metrics) {
    this(metrics, System::nanoTime);
  }

  ThreadKeeper(Metrics metrics, LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable death) {
    long now = nanoTime.getAsLong();
    deaths.addLast(now);
    while (now - deaths.peekFirst() > WITHIN_NANOS) {
      deaths.removeFirst();
    }
    boolean hopeless = death instanceof Error || causedBy(death, MissingSourceTopicException.class);
    if (hopeless || deaths.size() > MOST_DEATHS) {
      metrics.count(Counter.GIVEN_UP);
      LOG.atError()
          .addKeyValue("deaths", deaths.size())
          .setCause(death)
          .log("streams end: stream threads cannot go on");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    metrics.count(Counter.THREADS_REPLACED);
    LOG.atError()
        .addKeyValue("deaths", deaths.size())
        .setCause(death)
        .log("stream thread replaced");
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static boolean causedBy(Throwable death, Class<? extends Throwable> kind) {
    for (Throwable cause = death; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
