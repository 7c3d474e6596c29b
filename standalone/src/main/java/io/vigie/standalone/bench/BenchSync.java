package io.vigie.standalone.bench;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.ActionResult;
import io.vigie.agent.action.Verb;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.daemon.LocalNode;
import io.vigie.agent.driver.LocalDrivers;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Json;
import io.vigie.standalone.Within;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** {@code vigie bench sync}: an agent's copy beside rsync alone, of the same files. */
@picocli.CommandLine.Command(
    name = "sync",
    description =
        "A copy by the agent, and by rsync alone, of the same files over the same ssh, in turn."
            + " Needs rsync and openssh-server.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchSync implements Callable<Integer> {
  private static final double BOUND_FACTOR = 1.10;
  private static final long BOUND_MILLIS = 300;
  private static final int DIRECTORIES = 40;
  private static final String THERE = "127.0.0.1";
  private static final long NANOS = 1_000_000;

  @Option(names = "--files", paramLabel = "N", description = "Files.")
  private int files = 2_000;

  @Option(names = "--bytes", paramLabel = "N", description = "Bytes of each.")
  private int bytes = 20_000;

  @Option(names = "--times", paramLabel = "N", description = "Copies of each kind, in turn.")
  private int times = 9;

  private final SystemRunner runner = new SystemRunner();
  private final Random random = new Random(1);

  @Override
  public Integer call() throws Exception {
    Within.check("--files", files, 1, 1_000_000);
    Within.check("--bytes", bytes, 1, 100_000_000);
    Within.check("--times", times, 1, 1_000);
    try (Scratch scratch = Scratch.make();
        Sshd sshd = Sshd.start(scratch.folder())) {
      System.out.println(
          Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(measure(scratch.folder(), sshd)));
    }
    return 0;
  }

  private Map<String, Object> measure(Path home, Sshd sshd) throws IOException {
    Path source = Files.createDirectories(home.resolve("source"));
    for (int i = 0; i < files; i++) {
      write(source, i);
    }
    Files.createDirectories(home.resolve("services"));
    Files.writeString(home.resolve("services/bench.conf"), service(home, source, sshd));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("files", files);
    result.put("bytesEach", bytes);
    result.put("times", times);
    try (LocalNode node =
        LocalNode.of(
            new AgentPaths(home, home.resolve("var")),
            new NodeIdentity(new NodeId("bench", "here"), "TST", "", "", ""),
            new LocalDrivers(home.resolve("var"), runner),
            runner,
            event -> {})) {
      List<String> plain = plain(home, source, sshd);
      result.put("all", compare(() -> agent(node), () -> rsync(plain), () -> forget(home)));
      result.put("nothing", compare(() -> agent(node), () -> rsync(plain), () -> {}));
      result.put(
          "onePercent", compare(() -> agent(node), () -> rsync(plain), () -> change(source)));
    }
    return result;
  }

  private void write(Path source, int number) throws IOException {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    Path directory = Files.createDirectories(source.resolve("d" + number % DIRECTORIES));
    Files.write(directory.resolve("f" + number), content);
  }

  private String service(Path home, Path source, Sshd sshd) {
    return "[DEFAULT]\nnodes = here "
        + THERE
        + "\n[sync#bench]\ntarget = nodes\nschedule = @0\nnice = 0\nsrc = "
        + source
        + "/\ndst = "
        + home.resolve("agent")
        + "/\n"
        + sshd.keywords();
  }

  /** With the options the agent gives. */
  private static List<String> plain(Path home, Path source, Sshd sshd) {
    List<String> argv =
        new ArrayList<>(List.of("rsync", "-aHAX", "--numeric-ids", "-x", "--delete", "--stats"));
    argv.addAll(
        List.of("-e", sshd.line(), source + "/", THERE + ':' + home.resolve("plain") + '/'));
    return argv;
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private Map<String, Object> compare(Work agent, Work plain, Work before) throws IOException {
    List<Long> ours = new ArrayList<>();
    List<Long> theirs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      before.run();
      // whoever goes second finds warmer caches
      if (i % 2 == 0) {
        ours.add(millis(agent));
        theirs.add(millis(plain));
      } else {
        theirs.add(millis(plain));
        ours.add(millis(agent));
      }
    }
    long our = median(ours);
    long their = median(theirs);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("agentMillis", our);
    result.put("rsyncMillis", their);
    result.put("bound", Math.round(their * BOUND_FACTOR) + BOUND_MILLIS);
    result.put("within", our <= their * BOUND_FACTOR + BOUND_MILLIS);
    return result;
  }

  private static long millis(Work work) throws IOException {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / NANOS;
  }

  private static long median(List<Long> all) {
    List<Long> sorted = all.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static void agent(LocalNode node) {
    ActionResult result =
        node.engine()
            .act(
                node.instances().subject("bench").orElseThrow(),
                ActionRequest.of(Verb.SYNCNODES, ActionOrigin.USER, "bench"),
                line -> {});
    if (!(result instanceof ActionResult.Ended ended) || ended.status() != ActionStatus.OK) {
      throw new IllegalStateException("the agent's copy failed: " + result);
    }
  }

  private void rsync(List<String> argv) {
    CommandResult result = runner.run(Command.of(argv));
    if (!result.ok()) {
      throw new IllegalStateException(result.explain());
    }
  }

  private static void forget(Path home) {
    for (String each : List.of("agent", "plain")) {
      if (Files.exists(home.resolve(each))) {
        Scratch.delete(home.resolve(each));
      }
    }
  }

  private void change(Path source) throws IOException {
    for (int i = 0; i < files; i += 100) {
      write(source, i);
    }
  }
}
