package io.vigie.fleet;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.node.Host;
import io.vigie.contract.event.NodeInventory;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A machine that exists in memory: it can be booted again. */
final class SimHost implements Host {
  private static final List<String> MODELS =
      List.of("PowerEdge R650", "PowerEdge R750", "ProLiant DL380 Gen10", "ThinkSystem SR650");
  private static final List<String> CPUS =
      List.of("Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz", "AMD EPYC 7543 32-Core Processor");

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
