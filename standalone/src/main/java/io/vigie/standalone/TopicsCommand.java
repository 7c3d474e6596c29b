package io.vigie.standalone;

import io.vigie.contract.setting.Environment;
import io.vigie.contract.topic.TopicTool;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie topics}: creates on an external Kafka what is missing of the catalogue. */
@Command(
    name = "topics",
    description =
        "Creates the topics that are missing on a Kafka, and checks those that are there.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TopicsCommand implements Callable<Integer> {
  @Option(
      names = "--kafka",
      paramLabel = "BOOTSTRAP",
      defaultValue = "${env:VIGIE_KAFKA}",
      required = true)
  private String kafka;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      defaultValue = "${env:VIGIE_KAFKA_CONFIG}",
      description = "Client properties: TLS, sign-in.")
  private Path kafkaConfig;

  @Option(
      names = "--partitions",
      paramLabel = "P",
      description = "Of each anchored topic, at its first creation.")
  private int partitions = 48;

  @Option(names = "--replicas", paramLabel = "N", description = "Copies of each topic.")
  private short replicas = 1;

  @Override
  public Integer call() throws ExecutionException, InterruptedException {
    Within.check("--partitions", partitions, 1, 1_000);
    Within.check("--replicas", replicas, 1, 100);
    Map<String, Object> settings = new HashMap<>();
    if (kafkaConfig != null) {
      settings.putAll(Environment.client("--kafka-config", kafkaConfig));
    }
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
    try (Admin admin = Admin.create(settings)) {
      System.out.println(
          "topics are there, P " + TopicTool.create(admin, partitions, replicas) + ", on " + kafka);
    }
    return 0;
  }
}
