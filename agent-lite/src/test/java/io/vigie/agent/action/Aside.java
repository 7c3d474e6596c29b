package io.vigie.agent.action;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What goes on while the test does something else: in a thread of its own, whatever the machine
 * has.
 */
final class Aside {
  private Aside() {}

  static <T> CompletableFuture<T> run(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task, "aside").start());
  }
}
