package io.vigie.agent.command;

/** Answers requests. */
public interface Answerer {
  ExitCode answer(Request request, Output output);
}
