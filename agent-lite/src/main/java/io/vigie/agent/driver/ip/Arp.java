package io.vigie.agent.driver.ip;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.Proc;
import io.vigie.agent.process.ProcessTree;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What neighbours are asked and told of an IPv4 address, by arping of iputils.
 *
 * @param inside what programs are called with, to run in another network; empty for this one
 */
record Arp(String device, InetAddress address, CommandRunner runner, List<String> inside) {
  private static final Pattern ANSWER = Pattern.compile("reply from .*\\[([0-9A-Fa-f:]+)]");

  /** Of another program of that name: it ends with 0 when somebody answers. */
  private static final Pattern OTHER = Pattern.compile("(?m)^ARPING \\S+$|libnet_");

  private static final String ARPING = "arping";

  /** One a second. */
  private static final int TOLD_AGAIN = 9;

  /** In the environment of what goes on telling. */
  private static final String MARK = "VIGIE_ANNOUNCES";

  private static final Duration QUIET = Duration.ofSeconds(2);

  Arp(String device, InetAddress address, CommandRunner runner) {
    this(device, address, runner, List.of());
  }

  private Command command(String... words) {
    List<String> argv = new ArrayList<>(inside);
    argv.addAll(List.of(words));
    return Command.of(argv);
  }

  /**
   * @throws StepFailed when a neighbour has the address, or it cannot be asked
   */
  void refuseIfTaken(Step step) throws StepFailed {
    if (isMissing()) {
      refuseIfPinged(step, "arping is not installed");
      return;
    }
    CommandResult asked =
        step.run(command(ARPING, "-D", "-c", "2", "-w", "2", "-I", device, text()));
    if (OTHER.matcher(asked.output()).find()) {
      refuseIfPinged(step, "arping is not that of iputils");
      return;
    }
    if (asked.ok()) {
      // one beyond a router, or that answers no ARP for it, is found by ping alone
      refuseIfPinged(step);
      return;
    }
    Matcher answer = ANSWER.matcher(asked.output());
    if (answer.find()) {
      throw new StepFailed(taken("host " + answer.group(1)));
    }
    throw new StepFailed("whether " + text() + " is free cannot be told: " + asked.explain());
  }

  private void refuseIfPinged(Step step, String why) throws StepFailed {
    step.log(LogLevel.WARN, why + " (package iputils-arping): ping asks alone");
    refuseIfPinged(step);
  }

  private void refuseIfPinged(Step step) throws StepFailed {
    CommandResult asked = step.run(command("ping", "-c", "1", "-W", "1", text()));
    if (asked.ok() && !step.dryRun()) {
      throw new StepFailed(taken("somebody"));
    }
  }

  private String taken(String by) {
    return text() + " is taken: " + by + " on " + device + " answers for it; stop it there first";
  }

  /**
   * Neighbours that knew the address elsewhere learn it anew; that they did cannot be seen. One who
   * missed it hears it again in the next seconds.
   */
  void announce(Step step) throws StepFailed {
    if (isMissing()) {
      step.log(LogLevel.WARN, "arping is not installed: neighbours may look elsewhere for a while");
      return;
    }
    CommandResult told = step.run(telling(1));
    if (told.exit() != 0 && told.exit() != 1) {
      step.log(LogLevel.WARN, "neighbours may look elsewhere for a while: " + told.explain());
      return;
    }
    Command again = telling(TOLD_AGAIN).with(Map.of(MARK, mark()));
    step.change("detach " + again.shown(), () -> runner.detach(again, null));
  }

  private Command telling(int times) {
    String count = Integer.toString(times);
    return command(ARPING, "-U", "-c", count, "-w", count, "-I", device, text());
  }

  /** Whoever takes the address next must not be talked over from here. */
  void hush(Step step) throws StepFailed {
    try {
      List<Proc> talking = new ProcessTree(0, MARK + '=' + mark()).alive();
      if (!talking.isEmpty()) {
        step.change("tell neighbours nothing more", () -> talking.forEach(Proc::kill));
        step.await(QUIET, () -> talking.stream().noneMatch(Proc::lives));
      }
    } catch (IOException e) {
      throw new StepFailed("processes cannot be looked for: " + e.getMessage(), e);
    }
  }

  private String mark() {
    return text() + '@' + device + String.join(" ", inside);
  }

  private boolean isMissing() {
    return runner.find(ARPING).isEmpty();
  }

  private String text() {
    return address.getHostAddress();
  }
}
