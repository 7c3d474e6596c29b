package io.vigie.streams.flow;

import io.vigie.contract.alert.AlertState;
import io.vigie.contract.event.Alert;
import io.vigie.people.Audience;

/** Tells the stage that tells people what became of an alert: its task of the alert's first app. */
public final class AlertTold {
  private static final String AGAIN = "again ";

  private AlertTold() {}

  /**
   * @param last what was told before; null before the first. Of one that goes to another app the
   *     former one's task hears too: it has it no more
   */
  public static void tell(Outlet outlet, String sink, Alert last, Alert now, Outbound written) {
    String app = Audience.app(now);
    outlet.write(sink, written.to(app));
    if (last != null && last.state() == AlertState.OPEN && !Audience.app(last).equals(app)) {
      outlet.write(sink, written.to(Audience.app(last)));
    }
  }

  /** An open alert as it stands, to whoever may not know of it: no news to those who do. */
  public static void again(Outlet outlet, String sink, Alert alert) {
    Outbound written = outlet.prepare(alert, alert.at());
    outlet.write(
        sink, Outbound.anchored(AGAIN + alert.key(), Audience.app(alert), written.bytes()));
  }

  /** Whether that is the key of one that is told again. */
  public static boolean again(String key) {
    return key.startsWith(AGAIN);
  }
}
