package io.vigie.fleet;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.node.Host;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A machine that exists in memory: it can be booted again. */
final class SimHost implements Host {
  private static final List<String> MODELS =
      List.of("PowerEdge R650", "PowerEdge R750", "ProLiant DL380 Gen10", "ThinkSystem SR650");
  private static final List<String> CPUS =
      List.of("Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz", "AMD EPYC 7543 32-Core Processor");

  /** Number of the machine whose file system is full. */
  private static final int FULL = 7;

  private final Random random;
  private final int number;
  private String bootId;
  private Instant bootedAt;

  SimHost(int number, long seed, Instant now) {
    this.number = number;
    random = new Random(seed * 31 + number);
    bootId = nextBootId();
    bootedAt = now.minusSeconds(3_600L * (1 + random.nextInt(24 * 200)));
  }

  /** What it measures: much the same each time, and on one machine a file system that is full. */
  CheckValues checks(NodeId node) {
    List<CheckValues.Value> values = new ArrayList<>();
    values.add(percent("fs_u", "/", 25 + number * 7 % 40));
    values.add(percent("fs_u", "/var", 30 + number * 11 % 45));
    values.add(percent("fs_u", "/srv", number == FULL ? 96 : 35 + number * 13 % 50));
    values.add(percent("fs_i", "/srv", 3 + number * 5 % 20));
    values.add(percent("swap", "", number % 9));
    values.add(
        value("load", "5m", 0.2 + number % 10 / 10.0 + random.nextInt(30) / 100.0, "per CPU"));
    values.add(value("eth", "eth0.link", 1, ""));
    values.add(value("eth", "eth0.speed", 10_000, "Mbit/s"));
    values.add(value("raid", "md0", 0, ""));
    values.add(value("ntp", "", random.nextInt(300) / 100.0, "ms"));
    return new CheckValues(node, values, List.of());
  }

  private CheckValues.Value percent(String kind, String instance, int about) {
    return value(kind, instance, about + random.nextInt(20) / 10.0, "%");
  }

  private static CheckValues.Value value(String kind, String instance, double number, String unit) {
    return new CheckValues.Value(kind, instance, "", BigDecimal.valueOf(number), unit);
  }

  void boot(Instant now) {
    bootId = nextBootId();
    bootedAt = now;
  }

  private String nextBootId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  @Override
  public String bootId() {
    return bootId;
  }

  @Override
  public Instant bootedAt() {
    return bootedAt;
  }

  @Override
  public NodeInventory inventory(NodeIdentity node, String agentVersion) {
    String model = MODELS.get(number % MODELS.size());
    return new NodeInventory(
        node.id(),
        node.id().node() + ".example",
        node.env(),
        node.site(),
        node.team(),
        "debian",
        number % 3 == 0 ? "11" : "12",
        number % 3 == 0 ? "5.10.0-32-amd64" : "6.1.0-28-amd64",
        "amd64",
        model.startsWith("Power") ? "Dell Inc." : model.startsWith("Pro") ? "HPE" : "Lenovo",
        model,
        String.format("SN%06d", 100_000 + number),
        CPUS.get(number % CPUS.size()),
        16 << (number % 3),
        (64L << (number % 4)) << 30,
        List.of(
            "10." + (number / 62_500 + 1) + '.' + (number / 250 % 250) + '.' + (number % 250 + 1)),
        agentVersion,
        node.location());
  }
}
