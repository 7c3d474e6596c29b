package io.vigie.agent.transport;

/** What became of a record that was handed over. */
public sealed interface Outcome {
  Outcome ACKNOWLEDGED = new Acknowledged();

  record Acknowledged() implements Outcome {}

  /** Not taken now; it may be later. */
  record NotNow(String why) implements Outcome {}

  /** Never to be taken by any broker. */
  record Never(String why) implements Outcome {}
}
