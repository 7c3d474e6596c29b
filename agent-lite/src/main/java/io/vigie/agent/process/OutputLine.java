package io.vigie.agent.process;

/**
 * A line a program wrote.
 *
 * @param error it went to standard error
 */
public record OutputLine(boolean error, String text) {}
