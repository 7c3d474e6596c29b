package io.vigie.agent.command;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.config.Values;
import io.vigie.agent.node.Upkeep;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code vigie-agent maintenance}: somebody works on this node, until when, and why. */
public final class Maintaining implements Answerer {
  /** The word that ends it. */
  public static final String END = "end";

  private static final int LONGEST_COMMENT = 2_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofSeconds(Maintenance.LONGEST_SECONDS);

  private final NodeId node;
  private final Upkeep upkeep;
  private final Clock clock;
  private final Runnable changed;

  /**
   * @param changed called when there is something to tell
   */
  public Maintaining(NodeId node, Upkeep upkeep, Clock clock, Runnable changed) {
    this.node = node;
    this.upkeep = upkeep;
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public ExitCode answer(Request request, Output output) {
    try {
      boolean begins = !request.span().isEmpty() || !request.comment().isEmpty();
      if (request.service().equals(END) && !begins) {
        return end(output);
      }
      return begins ? begin(request, output) : show(output);
    } catch (IllegalArgumentException e) {
      output.error(e.getMessage());
      return ExitCode.USAGE;
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.INTERNAL;
    }
  }

  private ExitCode show(Output output) {
    Maintenance now = upkeep.now();
    output.line(now == null ? "not in maintenance" : words(now));
    return ExitCode.OK;
  }

  private ExitCode end(Output output) throws IOException {
    if (!upkeep.end()) {
      output.error("not in maintenance");
      return ExitCode.FAILED;
    }
    output.line("maintenance ended");
    changed.run();
    return ExitCode.OK;
  }

  private ExitCode begin(Request request, Output output) throws IOException {
    if (!request.service().isEmpty()) {
      throw new IllegalArgumentException(
          "maintenance begins with how long and why, or ends with the word end; got both");
    }
    String comment = request.comment().strip();
    if (comment.isEmpty() || comment.length() > LONGEST_COMMENT) {
      throw new IllegalArgumentException(
          "say why behind how long, such as 2h \"new memory\", in 1 to %d characters; got %d"
              .formatted(LONGEST_COMMENT, comment.length()));
    }
    Instant until = clock.instant().plus(span(request.span())).truncatedTo(ChronoUnit.SECONDS);
    Maintenance maintenance = new Maintenance(until, comment, Caller.on(node, request.by()));
    upkeep.begin(maintenance);
    output.line(words(maintenance));
    changed.run();
    return ExitCode.OK;
  }

  private static Duration span(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("say how long first, such as 2h: it ends by itself");
    }
    Duration span;
    try {
      span = Values.duration(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("how long, \"" + text + "\", " + e.getMessage(), e);
    }
    if (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("how long, \"" + text + "\", must be 1m to 31d");
    }
    return span;
  }

  private static String words(Maintenance now) {
    return "in maintenance until %s, by %s: %s".formatted(now.until(), now.by(), now.comment());
  }
}
