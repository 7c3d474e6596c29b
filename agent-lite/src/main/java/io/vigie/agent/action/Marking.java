package io.vigie.agent.action;

import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Actions that touch no resource: they set and take away marks of the service on this node. */
final class Marking {
  private Marking() {}

  /**
   * @param subject as its file says
   */
  static void carryOut(Subject subject, ActionRequest request, ServiceState state, Trace trace)
      throws IOException {
    switch (request.verb()) {
      case FREEZE -> {
        trace.line(LogLevel.INFO, state.frozen() ? "already frozen" : "frozen");
        state.freeze();
      }
      case THAW -> {
        trace.line(LogLevel.INFO, state.frozen() ? "thawed" : "not frozen");
        state.thaw();
      }
      case CLEAR -> {
        trace.line(
            LogLevel.INFO,
            state.startFailed().map(each -> "forgotten: " + each).orElse("nothing to clear"));
        state.clearStartFailed();
      }
      case DISABLE -> disable(subject, request.only(), state, trace);
      case ENABLE -> enable(subject, request.only(), state, trace);
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
          ABORT ->
          throw new IllegalArgumentException(request.verb().word() + " is no mark");
    }
  }

  /** What a start of the whole service says of the next one. */
  static void noteStart(ActionRequest request, Turn failed, ServiceState state, Trace trace)
      throws IOException {
    if (failed == null) {
      state.clearStartFailed();
      return;
    }
    // a restart that ended before its start left the service as it was
    boolean tried = failed == Turn.START || request.verb() == Verb.START;
    if (tried) {
      state.markStartFailed(request.verb().word() + ' ' + trace.id() + " by " + request.by());
      trace.line(
          LogLevel.INFO, "start failed: it is called so until a start succeeds or it is cleared");
    }
  }

  private static void disable(Subject subject, Selection only, ServiceState state, Trace trace)
      throws IOException {
    Disabled before = state.disabled();
    if (!only.picks()) {
      state.disable(before.whole(true));
      trace.line(LogLevel.INFO, before.all() ? "already disabled" : "disabled on this node");
      return;
    }
    Set<Rid> named = named(subject, only);
    state.disable(before.with(named));
    trace.line(LogLevel.INFO, "disabled on this node: " + words(named));
  }

  private static void enable(Subject subject, Selection only, ServiceState state, Trace trace)
      throws IOException {
    Disabled before = state.disabled();
    Set<Rid> named = named(subject, only);
    Disabled after = only.picks() ? before.without(named) : before.whole(false);
    state.disable(after);
    if (after.equals(before)) {
      trace.line(LogLevel.INFO, "was not disabled");
    } else {
      trace.line(LogLevel.INFO, only.picks() ? "enabled: " + words(named) : "enabled");
    }
    if (after.all()) {
      trace.line(LogLevel.WARN, "the service as a whole is still disabled on this node");
    } else if (!after.rids().isEmpty()) {
      trace.line(
          LogLevel.INFO, "still disabled on this node: " + words(new TreeSet<>(after.rids())));
    }
  }

  private static Set<Rid> named(Subject subject, Selection only) {
    return subject.resources().stream()
        .filter(each -> only.names(each.definition()))
        .map(Resource::rid)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(Collection<Rid> rids) {
    return rids.stream().map(Rid::toString).collect(Collectors.joining(", "));
  }
}
