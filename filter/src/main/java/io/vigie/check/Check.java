package io.vigie.check;

import io.vigie.contract.id.NodeId;
import io.vigie.filter.FilterField;
import io.vigie.filter.FilterField.Kind;
import io.vigie.filter.FilterFields;
import io.vigie.filter.Values;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a threshold may ask of a check, by the names its list has: what it is of, never its value.
 *
 * @param instance empty where there is but one of its kind
 * @param service {@code cluster/service}; empty for none
 * @param env of its node
 * @param site of its node, as its agent says
 */
public record Check(
    NodeId node, String kind, String instance, String service, String env, String site) {
  static final FilterFields<TextField> FIELDS =
      new FilterFields<>(
          Stream.of("kind", "instance", "service", "cluster", "node", "env", "site")
              .map(TextField::new)
              .toList());

  /** One of them. */
  record TextField(String name) implements FilterField {
    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public List<String> words() {
      return List.of();
    }
  }

  /** As a filter sees it. */
  Values values() {
    return field ->
        switch (field) {
          case "kind" -> kind;
          case "instance" -> instance;
          case "service" -> service.substring(service.indexOf('/') + 1);
          case "cluster" -> node.cluster();
          case "node" -> node.node();
          case "env" -> env;
          case "site" -> site;
          default -> throw new IllegalStateException("no field " + field);
        };
  }
}
