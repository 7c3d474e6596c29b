package io.vigie.streams.alert;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import java.util.function.Consumer;

/** One kind of alert: looks at its subject and says what is wrong with it now. Pure. */
public interface Watch<S extends Subject> {
  AlertKind kind();

  void look(S subject, Rule rule, Consumer<Finding> found);
}
