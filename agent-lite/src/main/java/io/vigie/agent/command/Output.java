package io.vigie.agent.command;

/** Where an answer goes, line by line, while it is being made. */
public interface Output {
  void line(String text);

  /** For what went wrong. */
  void error(String text);
}
