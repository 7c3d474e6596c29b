package io.vigie.standalone.lab;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.InstanceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** An action that is told step by step, now and then in another order than it happened. */
final class Action {
  private final String id;
  private final InstanceId instance;
  private final List<Event> steps = new ArrayList<>();

  Action(InstanceId instance, Random random) {
    this.instance = instance;
    id = new UUID(random.nextLong(), random.nextLong()).toString();
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    int lines = random.nextInt(5);
    steps.add(
        new ActionBegin(
            id, instance, "restart", ActionOrigin.USER, "lab", "restart", 42, begin, 600));
    for (int number = 0; number < lines; number++) {
      steps.add(
          new ActionLine(
              id,
              instance,
              number,
              "app#web",
              LogLevel.INFO,
              "step " + number,
              42,
              begin.plusMillis(number),
              begin.plusMillis(number + 1L),
              ActionStatus.OK));
    }
    steps.add(
        new ActionEnd(
            id,
            instance,
            "restart",
            ActionOrigin.USER,
            "lab",
            "restart",
            42,
            begin,
            begin.plusMillis(lines + 1L),
            random.nextInt(5) == 0 ? ActionStatus.ERR : ActionStatus.OK));
    if (random.nextInt(8) == 0) {
      Collections.shuffle(steps, random);
    }
  }

  String id() {
    return id;
  }

  /**
   * Tells the next step.
   *
   * @return whether that was the last
   */
  boolean next(Random random, Sender sender) {
    sender.send(
        instance.nodeId(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        steps.remove(0),
        random.nextBoolean());
    return steps.isEmpty();
  }

  /** What is still to be told. */
  List<Event> steps() {
    return List.copyOf(steps);
  }
}
