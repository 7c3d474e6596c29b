package io.vigie.contract.event;

import io.vigie.contract.id.AlertId;

/** What somebody does about one episode of an open alert; of another one nothing happens. */
public sealed interface AlertAct extends Event permits AlertAcknowledge, AlertTicketed {
  AlertId alert();

  long episode();
}
