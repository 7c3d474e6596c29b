package io.vigie.agent.driver;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.StatusLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What a driver found.
 *
 * @param status before standby and disabled are applied
 * @param provisioned null when the driver cannot tell
 * @param log what it complains of
 */
public record Observed(Availability status, Boolean provisioned, List<StatusLine> log) {
  public static final Observed UP = of(Availability.UP);
  public static final Observed DOWN = of(Availability.DOWN);
  public static final Observed NOT_APPLICABLE = of(Availability.NA);

  public Observed {
    if (status == null) {
      throw new IllegalArgumentException("a driver must say a status, undef when it cannot tell");
    }
    log = List.copyOf(log);
  }

  public static Observed of(Availability status) {
    return new Observed(status, null, List.of());
  }

  public Observed info(String text) {
    return with(LogLevel.INFO, text);
  }

  public Observed warning(String text) {
    return with(LogLevel.WARN, text);
  }

  public Observed error(String text) {
    return with(LogLevel.ERROR, text);
  }

  public Observed provisioned(boolean is) {
    return new Observed(status, is, log);
  }

  private Observed with(LogLevel level, String text) {
    List<StatusLine> more = new ArrayList<>(log);
    more.add(new StatusLine(level, text));
    return new Observed(status, provisioned, more);
  }
}
