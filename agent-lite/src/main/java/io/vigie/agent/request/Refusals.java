package io.vigie.agent.request;

import io.vigie.agent.action.ActionIds;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a request that no action ran for: told as an action of one line. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  /** Whoever can write anything at all to the topic must not fill everybody's audit. */
  private static final int MOST_STRANGE = 10;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final NodeId node;
  private final Consumer<Event> voice;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private Instant since = Instant.MIN;
  private int strange;

  Refusals(NodeId node, Consumer<Event> voice, Clock clock) {
    this.node = node;
    this.voice = voice;
    this.clock = clock;
  }

  /** One of the collector's, which is not done: its action ends with the reason. */
  void refuse(ActionRequest request, String why) {
    LOG.atWarn().addKeyValue("request", request.request()).log("request refused: {}", why);
    tell(request, request.id(), request.by(), LogLevel.ERROR, "refused: " + why, ActionStatus.ERR);
  }

  /** Done, without an action of its own. */
  void done(ActionRequest request, String what) {
    tell(request, request.id(), request.by(), LogLevel.INFO, what, ActionStatus.OK);
  }

  /**
   * One that nobody vouches for: it may name the id of an action that was, so its own is another.
   */
  synchronized void refuseStrange(ActionRequest request, String why) {
    Instant now = clock.instant();
    if (since.plus(WINDOW).isBefore(now)) {
      since = now;
      strange = 0;
    }
    strange++;
    LOG.atWarn().addKeyValue("request", request.request()).log("request refused: {}", why);
    if (strange <= MOST_STRANGE) {
      String more = strange < MOST_STRANGE ? "" : "; more within a minute are only in the log here";
      tell(
          request,
          ActionIds.at(now, random),
          "unverified: " + request.by(),
          LogLevel.ERROR,
          "refused: " + why + more,
          ActionStatus.ERR);
    }
  }

  private void tell(
      ActionRequest request,
      String id,
      String by,
      LogLevel level,
      String text,
      ActionStatus status) {
    Instant now = clock.instant();
    InstanceId instance = new InstanceId(node.cluster(), request.service(), node.node());
    long pid = ProcessHandle.current().pid();
    String command = Wish.words(request);
    String action = request.action();
    ActionOrigin origin = ActionOrigin.REQUEST;
    voice.accept(new ActionBegin(id, instance, action, origin, by, command, pid, now, 0));
    voice.accept(new ActionLine(id, instance, 0, "", level, text, pid, now, now, status));
    voice.accept(new ActionEnd(id, instance, action, origin, by, command, pid, now, now, status));
  }
}
