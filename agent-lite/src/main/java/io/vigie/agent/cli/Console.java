package io.vigie.agent.cli;

import io.vigie.agent.command.Output;

/** This process's own streams. */
final class Console implements Output {
  @Override
  public void line(String text) {
    System.out.println(text);
  }

  @Override
  public void error(String text) {
    System.out.flush();
    System.err.println(text);
  }
}
