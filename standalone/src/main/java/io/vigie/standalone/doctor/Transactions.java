package io.vigie.standalone.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions that nobody will end: a reader of committed records waits behind one for ever. Ours
 * last 10 s at most; one that is older and that its coordinator knows nothing of is hanging.
 */
final class Transactions {
  private static final long OLD_MILLIS = 60_000;

  private final Broker broker;

  Transactions(Broker broker) {
    this.broker = broker;
  }

  /** Where a producer has a transaction open. */
  private record Open(TopicPartition partition, ProducerState producer) {}

  List<Finding> look() throws ExecutionException, InterruptedException {
    return look(OLD_MILLIS);
  }

  /**
   * @param old younger ones are as they should be
   */
  List<Finding> look(long old) throws ExecutionException, InterruptedException {
    List<Open> open = open(System.currentTimeMillis() - old);
    List<Finding> found = new ArrayList<>();
    if (!open.isEmpty()) {
      Set<TopicPartition> known = known(open);
      for (Open each : open) {
        found.add(finding(each, known.contains(each.partition())));
      }
    }
    return found.isEmpty() ? List.of(Finding.ok("transactions", "none hangs")) : found;
  }

  private Finding finding(Open open, boolean known) {
    TopicPartition partition = open.partition();
    String since =
        "producer %d has a transaction open on %s, without a word for %d s"
            .formatted(
                open.producer().producerId(),
                partition,
                (System.currentTimeMillis() - open.producer().lastTimestamp()) / 1_000);
    if (known) {
      return Finding.warn(
          "transactions",
          since,
          "its coordinator ends it in time; whoever reads that partition waits until then");
    }
    return Finding.fail(
        "transactions",
        since + ", and no coordinator knows it",
        "whoever reads that partition waits for ever: %s abort --topic %s --partition %d --start-offset %d"
            .formatted(
                broker.tool("kafka-transactions.sh"),
                partition.topic(),
                partition.partition(),
                open.producer().currentTransactionStartOffset().orElse(-1)));
  }

  private List<Open> open(long before) throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    broker.topics().values().forEach(topic -> partitions.addAll(Broker.partitions(topic)));
    List<Open> open = new ArrayList<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> each :
        broker.admin().describeProducers(partitions).all().get().entrySet()) {
      for (ProducerState producer : each.getValue().activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()
            && producer.lastTimestamp() < before) {
          open.add(new Open(each.getKey(), producer));
        }
      }
    }
    return open;
  }

  /** Partitions of transactions that a coordinator has open. */
  private Set<TopicPartition> known(List<Open> open)
      throws ExecutionException, InterruptedException {
    Set<Long> producers = new HashSet<>();
    open.forEach(each -> producers.add(each.producer().producerId()));
    List<String> ids = new ArrayList<>();
    for (TransactionListing listing :
        broker
            .admin()
            .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
            .all()
            .get()) {
      ids.add(listing.transactionalId());
    }
    Set<TopicPartition> known = new HashSet<>();
    for (TransactionDescription description :
        broker.admin().describeTransactions(ids).all().get().values()) {
      known.addAll(description.topicPartitions());
    }
    return known;
  }
}
