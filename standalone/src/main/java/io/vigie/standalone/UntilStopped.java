package io.vigie.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was started, the last first, when the process is asked to stop. */
public final class UntilStopped implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);

  private final Terminal terminal;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean closed;

  public UntilStopped(Terminal terminal) {
    this.terminal = terminal;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "vigie-stop"));
  }

  /** Takes charge of something that was started. */
  public synchronized <T extends AutoCloseable> T own(T part) {
    if (closed) {
      close(part);
      throw new IllegalStateException("stopped while starting");
    }
    started.push(part);
    return part;
  }

  public void await() throws InterruptedException {
    stopped.await();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!started.isEmpty()) {
      terminal.say("\nstopping");
    }
    started.forEach(UntilStopped::close);
    stopped.countDown();
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.atWarn()
          .addKeyValue("part", part.getClass().getSimpleName())
          .setCause(e)
          .log("did not stop cleanly");
    }
  }
}
