package io.vigie.streams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** {@code docs/topology.md}, drawn from the topology itself. */
final class TopologyPage {
  private final Set<String> topics = new TreeSet<>();
  private final StringBuilder stages = new StringBuilder();
  private final List<String> arrows = new ArrayList<>();

  private TopologyPage() {}

  static String render(TopologyDescription topology) {
    TopologyPage page = new TopologyPage();
    topology.subtopologies().stream()
        .sorted(Comparator.comparingInt(Subtopology::id))
        .forEach(page::stage);
    return HEAD + page.picture() + FOOT;
  }

  private String picture() {
    StringBuilder picture = new StringBuilder("```mermaid\nflowchart LR\n");
    topics.forEach(topic -> picture.append("  %s[/\"%s\"/]\n".formatted(mark("t", topic), topic)));
    picture.append(stages);
    arrows.stream().sorted().forEach(arrow -> picture.append("  ").append(arrow).append('\n'));
    return picture.append("```\n").toString();
  }

  private void stage(Subtopology stage) {
    stages.append("  subgraph s%d[\"sub-topology %d\"]\n".formatted(stage.id(), stage.id()));
    Set<String> stores = new TreeSet<>();
    stage.nodes().stream()
        .sorted(Comparator.comparing(Node::name))
        .forEach(node -> node(node, stores));
    stores.forEach(store -> stages.append("    %s[(\"%s\")]\n".formatted(mark("s", store), store)));
    stages.append("  end\n");
  }

  private void node(Node node, Set<String> stores) {
    stages.append("    %s[\"%s\"]\n".formatted(mark("o", node.name()), node.name()));
    node.successors().forEach(next -> arrow(mark("o", node.name()), mark("o", next.name())));
    if (node instanceof Source source) {
      topics.addAll(source.topicSet());
      source.topicSet().forEach(topic -> arrow(mark("t", topic), mark("o", node.name())));
    } else if (node instanceof Sink sink) {
      topics.add(sink.topic());
      arrow(mark("o", node.name()), mark("t", sink.topic()));
    } else if (node instanceof Processor processor) {
      stores.addAll(processor.stores());
      processor
          .stores()
          .forEach(store -> arrows.add(mark("o", node.name()) + " <--> " + mark("s", store)));
    }
  }

  private void arrow(String from, String to) {
    arrows.add(from + " --> " + to);
  }

  private static String mark(String kind, String name) {
    return kind + "_" + name.replaceAll("[^A-Za-z0-9]", "_");
  }

  private static final String HEAD =
      """
      # The topology of the streams

      Drawn from the topology itself. After a change: `mvn -pl streams -am test -Dtest=TopologyTest -Dsurefire.failIfNoSpecifiedTests=false -Daccept`;
      it accepts the new [topology.txt](../streams/src/test/resources/topology.txt) too.

      """;

  private static final String FOOT =
      """

      - Each sub-topology runs once per partition. `watch-nodes` tells who is alive, leaving, silent or retired; `watch-services` folds what nodes
        report and hears of nodes over a topic of its own, where each move is written to every partition: a service's nodes live anywhere.
      - `check-…` are the doors: what may not pass goes to the rejected topic with its reason. What makes an operator throw becomes a dead letter;
        neither stops the pipeline.
      - Only `node-health`, `instance-health` and `service-health` leave: on a change, and each pulse in its own partition, so that a reader knows how far it is.
      - Stores hold all that memory is rebuilt from when a task starts. Of an instance that says the same again only its place in its node's order
        is written.
      """;
}
