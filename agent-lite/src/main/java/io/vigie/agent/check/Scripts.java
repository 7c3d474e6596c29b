package io.vigie.agent.check;

import static java.util.stream.Collectors.toSet;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import io.vigie.contract.event.CheckValues.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Programs in a directory, each of which tells values of one kind, named as its file without the
 * ending: one {@code name value} a line, {@code #} begins a remark. One that fails, takes too long
 * or is not run tells nothing: what it told before stays, and ages.
 */
final class Scripts implements Checks.Source {
  private static final int MOST = 50;

  private final Path directory;
  private final CommandRunner runner;
  private final Duration patience;

  /** Of the last round that could read the directory. */
  private Set<String> kinds = Set.of();

  Scripts(Path directory, CommandRunner runner) {
    this(directory, runner, Duration.ofSeconds(10));
  }

  Scripts(Path directory, CommandRunner runner, Duration patience) {
    this.directory = directory;
    this.runner = runner;
    this.patience = patience;
  }

  @Override
  public void read(Found found) {
    List<Path> scripts;
    try (Stream<Path> files = Files.list(directory)) {
      scripts =
          files.filter(Scripts::isScript).filter(file -> isNamed(file, found)).sorted().toList();
    } catch (NoSuchFileException e) {
      scripts = List.of();
    } catch (UncheckedIOException e) {
      found.missed(kinds, "checks: " + FileTrouble.inWords(e.getCause()));
      return;
    } catch (IOException e) {
      found.missed(kinds, "checks: " + FileTrouble.inWords(e));
      return;
    }
    kinds = kinds(scripts);
    scripts.stream().limit(MOST).forEach(script -> run(script, found));
    if (scripts.size() > MOST) {
      found.missed(
          kinds(scripts.subList(MOST, scripts.size())),
          directory + " has " + scripts.size() + " scripts; the first " + MOST + " are run");
    }
  }

  private static Set<String> kinds(List<Path> scripts) {
    return scripts.stream().map(Scripts::kind).collect(toSet());
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
    Optional<String> others = Trusted.refusal(directory).or(() -> Trusted.refusal(script));
    if (others.isPresent()) {
      found.missed(kind(script), script + " is not run: " + others.get());
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
