package io.vigie.ingest.sh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The shells that the agent must run under. */
enum Shell {
  DASH("dash"),
  BASH("bash", "--posix"),
  KSH("ksh"),
  MKSH("mksh"),
  BUSYBOX("busybox", "sh");

  /** What is done with one of them. */
  interface Trial {
    void on(Shell shell) throws Exception;
  }

  private final List<String> command;

  Shell(String... command) {
    this.command = List.of(command);
  }

  List<String> command() {
    return command;
  }

  boolean isHere() {
    return isHere(command.get(0));
  }

  static boolean isHere(String program) {
    return find(program) != null;
  }

  /** Null where there is none. */
  static Path find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** At the same time under every shell of this machine: most of it is waiting. */
  static void each(Trial trial) {
    each(List.of(values()), trial);
  }

  /** Under those that are enough where a shell has little part in it. */
  static void each(List<Shell> shells, Trial trial) {
    Map<Shell, CompletableFuture<Throwable>> all = new TreeMap<>();
    for (Shell shell : shells.stream().filter(Shell::isHere).toList()) {
      all.put(shell, CompletableFuture.supplyAsync(() -> outcome(shell, trial), Shell::begin));
    }
    all.forEach(
        (shell, outcome) -> {
          Throwable failure = outcome.join();
          if (failure != null) {
            throw new AssertionError("under " + shell + ": " + failure.getMessage(), failure);
          }
        });
    assertThat(all).isNotEmpty();
  }

  private static void begin(Runnable work) {
    new Thread(work, "shell").start();
  }

  private static Throwable outcome(Shell shell, Trial trial) {
    try {
      trial.on(shell);
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }
}
