package io.vigie.people;

import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AppPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whom an alert concerns (semantics.md §5.3): names, before anybody is left out. */
final class Concerned {
  private Concerned() {}

  /** The app whose ticket it is in: a node's own, else of several the first by name. */
  static String firstApp(Alert alert) {
    return alert.apps().isEmpty() ? AppPolicy.NONE : alert.apps().get(0);
  }

  /** An alert about Vigie itself is the managers' alone. */
  static boolean ofVigie(Alert alert) {
    return alert.alert().kind().scope() == AlertScope.COLLECTOR;
  }

  /** Of a node it is what people say, and what it ran only when they say nothing. */
  static List<String> apps(Alert alert, Directory directory) {
    String said = ofNode(alert) ? directory.appOf(alert.node()) : "";
    if (!said.isEmpty()) {
      return List.of(said);
    }
    return alert.apps().isEmpty() ? List.of(AppPolicy.NONE) : alert.apps();
  }

  static Set<String> responsible(Alert alert, Directory directory) {
    Set<String> names = new TreeSet<>();
    if (ofVigie(alert)) {
      return names;
    }
    if (alert.service() != null) {
      names.addAll(directory.names(directory.service(alert.service())));
    }
    if (ofNode(alert)) {
      names.addAll(directory.names(directory.node(alert.node())));
    }
    if (names.isEmpty() || alert.service() != null || !saidApp(alert, directory).isEmpty()) {
      apps(alert, directory).forEach(app -> names.addAll(directory.names(directory.app(app))));
    }
    return names;
  }

  static Set<String> managers(Directory directory) {
    return directory.names(directory.app(AppPolicy.NONE));
  }

  private static String saidApp(Alert alert, Directory directory) {
    return ofNode(alert) ? directory.appOf(alert.node()) : "";
  }

  private static boolean ofNode(Alert alert) {
    return alert.service() == null && alert.node() != null;
  }
}
