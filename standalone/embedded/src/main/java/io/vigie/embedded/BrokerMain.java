package io.vigie.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A broker with the catalogue's topics as a process of its own: {@code --data DIR --port N
 * [--partitions P]}.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws InterruptedException {
    Map<String, String> options = options(args);
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            Path.of(options.getOrDefault("--data", "var/kafka")),
            Integer.parseInt(options.getOrDefault("--port", "9092")));
    int partitions =
        broker.createTopics(Integer.parseInt(options.getOrDefault("--partitions", "48")));
    System.out.println("broker " + broker.bootstrap() + " ready, P " + partitions);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  broker.close();
                  stopped.countDown();
                },
                "broker-stop"));
    stopped.await();
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException(
          "options come as --name VALUE; got " + String.join(" ", args));
    }
    return options;
  }
}
