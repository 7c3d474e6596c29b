package io.vigie.agent.command;

import io.vigie.agent.action.FailedActions;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.Event;
import io.vigie.contract.id.NodeId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** {@code vigie-agent ack}: somebody on this node knows of what failed here. */
public final class Acknowledging implements Answerer {
  private static final int LONGEST = 2_000;
  private static final int SHOWN = 10;

  private final NodeId node;
  private final Catalogue catalogue;
  private final FailedActions failed;
  private final Consumer<Event> voice;

  public Acknowledging(
      NodeId node, Catalogue catalogue, FailedActions failed, Consumer<Event> voice) {
    this.node = node;
    this.catalogue = catalogue;
    this.failed = failed;
    this.voice = voice;
  }

  @Override
  public ExitCode answer(Request request, Output output) {
    String comment = request.comment().strip();
    if (comment.isEmpty() || comment.length() > LONGEST) {
      output.error(
          "--comment says why, in 1 to %d characters; got %d".formatted(LONGEST, comment.length()));
      return ExitCode.USAGE;
    }
    List<ActionEnd> all = failed.all();
    List<ActionEnd> meant = meant(all, request.service());
    if (meant.isEmpty()) {
      return nothing(request.service(), all, output);
    }
    for (ActionEnd end : meant) {
      voice.accept(
          new ActionAcknowledge(
              end.instance().serviceId(),
              end.id(),
              node,
              Caller.on(node, request.by()),
              comment,
              false));
      failed.forget(end.id());
      output.line("acknowledged: " + words(end));
    }
    return ExitCode.OK;
  }

  /** An action by its id, else all of a service. */
  private static List<ActionEnd> meant(List<ActionEnd> all, String named) {
    List<ActionEnd> action = all.stream().filter(end -> end.id().equals(named)).toList();
    return action.isEmpty()
        ? all.stream().filter(end -> end.instance().service().equals(named)).toList()
        : action;
  }

  private ExitCode nothing(String named, List<ActionEnd> all, Output output) {
    if (catalogue.definition(named).isPresent()) {
      output.error("no action of " + named + " failed on this node that is not acknowledged here");
      return ExitCode.FAILED;
    }
    output.error(
        "there is neither a failed action nor a service \""
            + named
            + "\" on this node; "
            + (all.isEmpty()
                ? "no action failed here that is not acknowledged"
                : "not acknowledged yet: "
                    + all.stream()
                        .skip(Math.max(0, all.size() - SHOWN))
                        .map(Acknowledging::words)
                        .collect(Collectors.joining(", "))));
    return ExitCode.NO_SUCH_SERVICE;
  }

  private static String words(ActionEnd end) {
    return "%s (%s of %s at %s)"
        .formatted(end.id(), end.action(), end.instance().service(), end.begin());
  }
}
