package io.vigie.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LooksTest {
  private final ExecutorService threads = Threads.pool("test-look");
  private final AtomicInteger looked = new AtomicInteger();
  private final Looks looks = new Looks(threads, looked::incrementAndGet);
  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void aNodeThatIsWellNeedsOneThread() {
    CountDownLatch all = new CountDownLatch(1);
    looks.execute(() -> hang(all));
    for (int i = 0; i < 20; i++) {
      looks.execute(() -> seen.add(Thread.currentThread()));
    }
    all.countDown();
    await().until(() -> looked.get() == 21);
    assertThat(seen).hasSize(1);
  }

  @Test
  void looksThatHangDoNotHoldUpTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    looks.execute(() -> hang(never));
    looks.execute(() -> hang(never));
    looks.execute(() -> seen.add(Thread.currentThread()));
    await()
        .until(
            () -> {
              looks.tend();
              return looked.get() == 1;
            });
    assertThat(seen).hasSize(1);
    never.countDown();
    await().until(() -> looked.get() == 3);
  }

  private static void hang(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
