package io.vigie.embedded;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lone broker needs after a kill. The metadata still call it the leader of everything, so it
 * would begin as one, be fenced as a newcomer, and be a leader again. A transaction that was being
 * ended when the kill came is taken up in the first of these, and in the second, when no partition
 * has a leader, Kafka (4.3.1) takes the partitions for deleted and calls the transaction ended
 * without having told them: who reads them committed waits for ever. A controller alone, first,
 * notices that the broker is gone; then it begins as a leader of nothing.
 */
final class AfterKill {
  private static final Logger LOG = LoggerFactory.getLogger(AfterKill.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);

  private AfterKill() {}

  /**
   * Does nothing in a new folder and after a clean stop.
   *
   * @param settings of the broker that will be started
   */
  static void fence(Path logs, Map<String, Object> settings) throws JMException {
    if (!Files.exists(logs.resolve("__cluster_metadata-0"))
        || Files.exists(logs.resolve(".kafka_cleanshutdown"))) {
      return;
    }
    KafkaRaftServer controller =
        new KafkaRaftServer(new KafkaConfig(alone(settings), false), Time.SYSTEM);
    controller.startup();
    try {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (!fenced()) {
        if (System.nanoTime() - deadline > 0) {
          LOG.atWarn().log("the broker's last run was not seen to be over; starting all the same");
          return;
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static Map<String, Object> alone(Map<String, Object> settings) {
    Map<String, Object> alone = new HashMap<>(settings);
    String listeners = (String) settings.get("listeners");
    String own = listeners.substring(listeners.indexOf("CONTROLLER://"));
    alone.put("process.roles", "controller");
    alone.put("listeners", own);
    alone.put("advertised.listeners", own);
    alone.put("broker.heartbeat.interval.ms", "100");
    alone.put("broker.session.timeout.ms", "300");
    return alone;
  }

  private static boolean fenced() throws JMException {
    return count("ActiveControllerCount") == 1
        && count("ActiveBrokerCount") == 0
        && count("FencedBrokerCount") == 1;
  }

  private static int count(String metric) throws JMException {
    try {
      return (Integer)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName("kafka.controller:type=KafkaController,name=" + metric), "Value");
    } catch (InstanceNotFoundException e) {
      return -1; // not yet
    }
  }
}
