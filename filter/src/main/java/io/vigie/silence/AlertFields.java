package io.vigie.silence;

import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.filter.FilterField;
import io.vigie.filter.FilterField.Kind;
import io.vigie.filter.FilterFields;
import io.vigie.filter.Values;
import java.util.Arrays;
import java.util.List;

/**
 * What a silence may ask of an alert: what it is about and how bad it is, by the names its list
 * has. What changes with time alone is not among it.
 */
final class AlertFields {
  static final FilterFields<AlertField> ALL =
      new FilterFields<>(
          List.of(
              AlertField.text("id"),
              AlertField.text("kind"),
              AlertField.word(
                  "severity", Arrays.stream(Severity.values()).map(Severity::wire).toList()),
              AlertField.word(
                  "state", Arrays.stream(AlertState.values()).map(AlertState::wire).toList()),
              AlertField.text("anchor"),
              AlertField.text("detail"),
              AlertField.text("cluster"),
              AlertField.text("service"),
              AlertField.text("node"),
              AlertField.text("app"),
              new AlertField("apps", Kind.NAMES, List.of()),
              AlertField.text("env"),
              new AlertField("production", Kind.FLAG, List.of("true", "false"))));

  private AlertFields() {}

  /** One of them. */
  record AlertField(String name, Kind kind, List<String> words) implements FilterField {
    static AlertField text(String name) {
      return new AlertField(name, Kind.TEXT, List.of());
    }

    static AlertField word(String name, List<String> words) {
      return new AlertField(name, Kind.WORD, words);
    }
  }

  /** An alert as a filter sees it. */
  static Values of(Alert alert) {
    return field ->
        switch (field) {
          case "id" -> alert.key();
          case "kind" -> alert.alert().word();
          case "severity" -> alert.severity().wire();
          case "state" -> alert.state().wire();
          case "anchor" -> alert.alert().anchor();
          case "detail" -> alert.alert().detail();
          case "cluster" -> cluster(alert.service(), alert.node());
          case "service" -> alert.service() == null ? "" : alert.service().service();
          case "node" -> alert.node() == null ? "" : alert.node().node();
          case "app" -> alert.apps().isEmpty() ? "" : alert.apps().get(0);
          case "apps" -> alert.apps();
          case "env" -> alert.env();
          case "production" -> alert.production();
          default -> throw new IllegalStateException("no field " + field);
        };
  }

  private static String cluster(ServiceId service, NodeId node) {
    if (service != null) {
      return service.cluster();
    }
    return node == null ? "" : node.cluster();
  }

  /** Whose it is: of a service that names none the app none, of what concerns no app nobody's. */
  static List<String> owners(Alert alert) {
    return alert.apps().isEmpty() && alert.service() != null
        ? List.of(AppPolicy.NONE)
        : alert.apps();
  }
}
