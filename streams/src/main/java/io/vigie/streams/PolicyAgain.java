package io.vigie.streams;

import io.vigie.contract.topic.Topic;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of a version that tells nobody have read, and dropped, who is to be told: the first ones
 * that need it read it from the beginning.
 */
final class PolicyAgain {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyAgain.class);

  /** A process that was killed is a member of its group until its session ends. */
  private static final Duration LEFT_LIMIT = Duration.ofSeconds(30);

  private PolicyAgain() {}

  /**
   * @throws IllegalStateException when streams of that name still run
   */
  static void read(Admin admin, String group) throws ExecutionException, InterruptedException {
    Set<TopicPartition> policy = Set.of(new TopicPartition(Topic.POLICY.wire(), 0));
    long deadline = System.nanoTime() + LEFT_LIMIT.toNanos();
    while (true) {
      try {
        admin.deleteConsumerGroupOffsets(group, policy).all().get();
        LOG.atInfo().addKeyValue("topic", Topic.POLICY.wire()).log("read from the beginning");
        return;
      } catch (ExecutionException e) {
        if (nothingRead(e.getCause())) {
          return;
        }
        if (!stillThere(e.getCause())) {
          throw e;
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "streams of an earlier version still run in the group "
                  + group
                  + "; stop all of them, then start these",
              e.getCause());
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private static boolean nothingRead(Throwable cause) {
    return cause instanceof GroupIdNotFoundException
        || cause instanceof UnknownTopicOrPartitionException;
  }

  private static boolean stillThere(Throwable cause) {
    return cause instanceof GroupSubscribedToTopicException
        || cause instanceof GroupNotEmptyException;
  }
}
