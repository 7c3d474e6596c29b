package io.vigie.agent.action;

import io.vigie.contract.event.Event;

/**
 * Takes the events of actions: begin, lines, end. What it throws is logged and never reaches the
 * action.
 */
@FunctionalInterface
public interface Journal {
  void record(Event event);
}
