package io.vigie.standalone.lab;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Each trial with one real agent: made, started, killed, seen, started again, stopped. */
final class TemplateLab {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int FIRST_ADDRESS = 10;

  private final Path dir;
  private final Consumer<String> say;
  private final Map<String, Availability> last = new HashMap<>();
  private KafkaConsumer<byte[], byte[]> events;
  private Neighbours neighbours;

  /**
   * @param say takes what happens, a line each
   */
  TemplateLab(Path dir, Consumer<String> say) {
    this.dir = dir;
    this.say = say;
  }

  /**
   * @param only these; empty: all
   * @return whether all went as it must
   */
  boolean run(List<String> only) throws IOException {
    List<Trial> trials =
        Trials.ALL.stream()
            .filter(each -> only.isEmpty() || only.contains(each.template()))
            .toList();
    Packages.need(trials.stream().flatMap(each -> each.packages().stream()).toList(), say);
    int failed = 0;
    try (Neighbours laid = Neighbours.lay();
        EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0)) {
      neighbours = laid;
      broker.createTopics(4);
      configure(broker.bootstrap());
      Process agent = daemon();
      try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker.bootstrap())) {
        events = consumer;
        Path log = dir.resolve("log");
        Until.holds("the agent runs", LIMIT, () -> Files.readString(log).contains("agent started"));
        for (Trial each : trials) {
          failed += went(each, FIRST_ADDRESS + Trials.ALL.indexOf(each)) ? 0 : 1;
        }
      } finally {
        agent.destroy();
        agent.onExit().join();
      }
    }
    say.accept(trials.size() - failed + " of " + trials.size() + " templates did what they must");
    return failed == 0 && !trials.isEmpty();
  }

  private boolean went(Trial trial, int number) throws IOException {
    try {
      attempt(trial, Neighbours.address(number));
      return true;
    } catch (IllegalStateException e) {
      say.accept(trial.template() + ": FAILED: " + e.getMessage() + cause(e));
      return false;
    } finally {
      agent("stop", trial.template());
      Files.deleteIfExists(dir.resolve("etc/services/" + trial.template() + ".conf"));
    }
  }

  private static String cause(Exception e) {
    return e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
  }

  private void attempt(Trial trial, String ip) throws IOException {
    String name = trial.template();
    Path own = Files.createDirectory(dir.resolve(name));
    shell(trial.fill(trial.script(), own, ip));
    create(trial, own, ip);
    Duration started = start(trial, own, ip);
    kill(trial, own, ip);
    Duration seen = until(name, "the event that it is not up", Availability.UP, false);
    Duration again = start(trial, own, ip);
    must("stop", name);
    until(name, "the event that it is down", Availability.DOWN, true);
    Until.holds("nobody answers any more", LIMIT, () -> !answers(trial, own, ip));
    String what = trial.packages().get(0);
    say.accept(
        "%s: %s %s started and answered after %d ms, killed, the event came after %d ms, up again after %d ms, stopped"
            .formatted(
                name,
                what,
                Packages.version(what),
                started.toMillis(),
                seen.toMillis(),
                again.toMillis()));
  }

  private void create(Trial trial, Path own, String ip) {
    List<String> words = new ArrayList<>(List.of("create", trial.template()));
    words.addAll(List.of("--template", trial.template(), "--set", "app=LAB"));
    if (trial.networked()) {
      words.addAll(List.of("--set", "ip=" + ip, "--set", "dev=" + Neighbours.DEVICE));
    }
    trial
        .settings()
        .forEach(
            (key, value) -> words.addAll(List.of("--set", key + '=' + trial.fill(value, own, ip))));
    must(words.toArray(String[]::new));
  }

  private Duration start(Trial trial, Path own, String ip) {
    long begun = System.nanoTime();
    must("start", trial.template());
    until(trial.template(), "the event that it is up", Availability.UP, true);
    Until.holds("a neighbour gets an answer", LIMIT, () -> answers(trial, own, ip));
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private boolean answers(Trial trial, Path own, String ip) {
    String question = trial.fill(trial.question(), own, ip);
    String heard =
        trial.networked()
            ? neighbours.ask("bash", "-c", question)
            : Tool.run(Map.of(), "bash", "-c", question);
    return heard.contains(trial.fill(trial.answer(), own, ip));
  }

  private void kill(Trial trial, Path own, String ip) throws IOException {
    shell(trial.kill().isEmpty() ? "kill -9 " + pid(trial) : trial.fill(trial.kill(), own, ip));
  }

  /** As the agent recorded it. */
  private String pid(Trial trial) throws IOException {
    Path record = Path.of(trial.template(), trial.resource() + ".pid");
    try (Stream<Path> files = Files.walk(dir.resolve("var"))) {
      Path found = files.filter(each -> each.endsWith(record)).findFirst().orElseThrow();
      return Files.readString(found).replaceFirst(" .*\\s*", "");
    }
  }

  private Duration until(String service, String what, Availability word, boolean is) {
    return Until.holds(
        what,
        LIMIT,
        () -> {
          events
              .poll(Duration.ofMillis(10))
              .forEach(
                  each -> {
                    if (EventCodec.decode(each.value()) instanceof Decoded.Read read
                        && read.envelope().data() instanceof InstanceStatus status) {
                      last.put(status.instance().service(), status.avail());
                    }
                  });
          return (last.get(service) == word) == is;
        });
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.INSTANCE_STATUS.wire()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private void configure(String bootstrap) throws IOException {
    Files.createDirectories(dir.resolve("etc/services"));
    Files.writeString(
        dir.resolve("etc/agent.conf"),
        "[node]\nname = lab1\nenv = TST\n[kafka]\nbootstrap = " + bootstrap + "\n");
  }

  private void must(String... words) {
    String output = agent(words);
    if (!output.startsWith("0\n")) {
      throw new IllegalStateException("vigie-agent " + String.join(" ", words) + ": " + output);
    }
  }

  /** Exit code, a line of its own, then what it printed. */
  private String agent(String... words) {
    return Tool.ended(argv(words));
  }

  private Process daemon() throws IOException {
    return new ProcessBuilder(argv("run"))
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("log").toFile())
        .start();
  }

  /** As it is installed: the launcher, the one jar. */
  private List<String> argv(String... words) {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of("agent-lite", "sh", "vigie-agent").toAbsolutePath().toString());
    argv.addAll(List.of(words));
    argv.addAll(List.of("--etc", dir.resolve("etc").toString(), "--var", dir + "/var"));
    return argv;
  }

  private static void shell(String script) {
    Tool.run(Map.of(), "sh", "-ec", script);
  }
}
