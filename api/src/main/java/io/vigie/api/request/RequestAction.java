package io.vigie.api.request;

import java.util.Locale;

/** What can be asked of a service on a node; which of them a node does is its own word. */
enum RequestAction {
  START,
  STOP,
  RESTART,
  STARTSTANDBY,
  PROVISION,
  UNPROVISION,
  RUN,
  SYNCNODES,
  SYNCDRP,
  SYNCALL,
  SYNCUPDATE,
  ENABLE,
  DISABLE,
  FREEZE,
  THAW,
  CLEAR,
  ABORT;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it makes the service serve there: once at a time, of a failover service. */
  boolean brings() {
    return switch (this) {
      case START, RESTART, PROVISION -> true;
      case STOP,
          STARTSTANDBY,
          UNPROVISION,
          RUN,
          SYNCNODES,
          SYNCDRP,
          SYNCALL,
          SYNCUPDATE,
          ENABLE,
          DISABLE,
          FREEZE,
          THAW,
          CLEAR,
          ABORT ->
          false;
    };
  }

  /** Whether it can be asked for some resources only. */
  boolean selects() {
    return switch (this) {
      case START,
          STOP,
          RESTART,
          STARTSTANDBY,
          PROVISION,
          UNPROVISION,
          RUN,
          SYNCNODES,
          SYNCDRP,
          SYNCALL,
          SYNCUPDATE,
          ENABLE,
          DISABLE ->
          true;
      case FREEZE, THAW, CLEAR, ABORT -> false;
    };
  }
}
