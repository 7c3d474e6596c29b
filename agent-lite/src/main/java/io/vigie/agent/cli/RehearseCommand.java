package io.vigie.agent.cli;

import picocli.CommandLine.Command;

/**
 * {@code vigie-agent rehearse}: does a little of everything, for an archive of the classes used.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Runnable {
  @Override
  public void run() {}
}
