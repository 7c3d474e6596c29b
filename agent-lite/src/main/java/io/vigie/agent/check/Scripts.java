package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import io.vigie.contract.event.CheckValues.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Programs in a directory, each of which tells values of one kind, named as its file without the
 * ending: one {@code name value} a line, {@code #} begins a remark. One that fails or takes too
 * long tells nothing: what it told before stays, and ages.
 */
record Scripts(Path directory, CommandRunner runner, Duration patience) implements Checks.Source {
  private static final int MOST = 50;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  Scripts(Path directory, CommandRunner runner) {
    this(directory, runner, Duration.ofSeconds(10));
  }

  @Override
  public void read(Found found) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> scripts =
          files.filter(Scripts::isScript).filter(file -> isNamed(file, found)).sorted().toList();
      scripts.stream().limit(MOST).forEach(script -> run(script, found));
      if (scripts.size() > MOST) {
        found.trouble(
            directory + " has " + scripts.size() + " scripts; the first " + MOST + " are run");
      }
    } catch (IOException e) {
      found.trouble("checks: " + FileTrouble.inWords(e));
    }
  }

  private static boolean isScript(Path file) {
    String name = file.getFileName().toString();
    boolean leftOver = name.startsWith(".") || name.endsWith("~") || name.endsWith(".bak");
    return !leftOver && Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static boolean isNamed(Path script, Found found) {
    try {
      new Value(kind(script), "", "", BigDecimal.ZERO, "");
      return true;
    } catch (IllegalArgumentException e) {
      found.trouble(
          script + " is not run: its name without the ending is a kind, and " + e.getMessage());
      return false;
    }
  }

  private static String kind(Path script) {
    String name = script.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 1 ? name : name.substring(0, dot);
  }

  private void run(Path script, Found found) {
    if (writableByOthers(directory) || writableByOthers(script)) {
      found.missed(
          kind(script), script + " is not run: others than its owner may write to it; chmod go-w");
      return;
    }
    CommandResult result = runner.run(Command.of(script.toString()).within(patience));
    if (!result.ok()) {
      found.missed(kind(script), result.explain());
      return;
    }
    for (OutputLine line : result.lines()) {
      String text = line.text().strip();
      if (!line.error() && !text.isEmpty() && !text.startsWith("#")) {
        take(script, text, found);
      }
    }
    if (result.dropped() > 0) {
      found.missed(kind(script), script + " told " + result.dropped() + " lines too many");
    }
  }

  // it runs as the agent does: whoever may write to it may do all that the agent may
  private static boolean writableByOthers(Path path) {
    try {
      Path real = path.toRealPath();
      return Files.getPosixFilePermissions(real, LinkOption.NOFOLLOW_LINKS).stream()
          .anyMatch(OTHERS::contains);
    } catch (IOException e) {
      return true;
    }
  }

  private static void take(Path script, String line, Found found) {
    int last = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
    String number = line.substring(last + 1);
    if (last < 0 || !number.matches("-?\\d{1,12}(\\.\\d{1,9})?")) {
      found.missed(
          kind(script),
          script + ": a line is a name and a number, such as \"queue 12.5\"; got \"" + line + '"');
      return;
    }
    found.value(kind(script), line.substring(0, last).strip(), new BigDecimal(number), "");
  }
}
