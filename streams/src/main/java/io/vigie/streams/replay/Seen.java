package io.vigie.streams.replay;

import io.vigie.contract.alert.AlertKind;
import io.vigie.streams.alert.Watch;
import io.vigie.streams.alert.custom.Customs;
import io.vigie.streams.alert.node.NodeKinds;
import io.vigie.streams.alert.service.ServiceKinds;
import io.vigie.streams.service.Sites;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which kinds of alert can be found again in what was recorded. */
public final class Seen {
  /** What decides these is kept for hours or days only: configurations, claims, links, values. */
  private static final Set<AlertKind> NOT_KEPT =
      EnumSet.of(
          AlertKind.STATUS_DISAGREEMENT,
          AlertKind.CONFIG_DIFFERS,
          AlertKind.NODE_DUPLICATE,
          AlertKind.HEARTBEAT_LOST,
          AlertKind.CHECK_OUT_OF_BOUNDS,
          AlertKind.CHECK_STALE);

  private static final Set<AlertKind> KINDS = EnumSet.noneOf(AlertKind.class);

  static {
    add(ServiceKinds.all());
    add(NodeKinds.all());
    add(Sites.kinds());
    add(Customs.kinds());
    KINDS.removeAll(NOT_KEPT);
  }

  private Seen() {}

  private static void add(List<? extends List<? extends Watch<?>>> groups) {
    groups.stream().flatMap(Collection::stream).map(Watch::kind).forEach(KINDS::add);
  }

  public static boolean sees(AlertKind kind) {
    return KINDS.contains(kind);
  }

  /** Kinds that this version raises, and whose history is not kept. */
  public static List<AlertKind> notKept() {
    return Stream.of(AlertKind.values()).filter(NOT_KEPT::contains).toList();
  }
}
