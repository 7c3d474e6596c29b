package io.vigie.agent.driver.sync;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filesystem that sends its own snapshots: what changed since the last one that both sides have,
 * or all of it. That one stays, on both sides, until a newer one has come.
 */
public final class Replica implements Sync {
  private static final Pattern BYTES = Pattern.compile("(?m)^(\\d+) bytes.* copied");
  private static final Pattern DATASET =
      Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]*(/[A-Za-z0-9_.:-]+)*");
  private static final int REFUSED = 71;

  /** Both ends count, and what went through is told. */
  static final String PIPE =
      "set -o pipefail; n=$1; shift; \"${@:1:n}\" | dd bs=1M iflag=fullblock | \"${@:n+1}\"";

  private static final List<Keyword> COMMON = Route.KEYWORDS;

  public static final Manual BTRFS_MANUAL =
      new Manual(
          "A btrfs subvolume that is sent to other nodes, and from then on only what changed. On"
              + " the other node it is a subvolume of its own that can be written to, and is made"
              + " anew with each copy. A read-only snapshot stays on each side for the next"
              + " time. Needs bash.",
          with(
              Keyword.required("src", PATH, "the subvolume"),
              Keyword.required("dst", PATH, "where it is to be on the other node"),
              Keyword.of("dstfs", PATH, "what must be mounted there, or nothing is sent")),
          List.of(
              "ls -A -- SUBVOLUME",
              "btrfs subvolume snapshot -r SUBVOLUME SNAPSHOT",
              "btrfs subvolume delete SNAPSHOT",
              "ssh … sh -c …",
              "bash -c … sync … btrfs send -q … ssh … sh -c …"));

  public static final Manual ZFS_MANUAL =
      new Manual(
          "A ZFS dataset that is sent to other nodes, and from then on only what changed. A"
              + " snapshot stays on each side for the next time; what was changed on the other side"
              + " meanwhile is taken back. Needs bash.",
          with(
              Keyword.required("src", TEXT, "the dataset: tank/web"),
              Keyword.required("dst", TEXT, "the dataset on the other node")),
          List.of(
              "zfs list -H -o name -t snapshot -d 1 DATASET",
              "zfs snapshot DATASET@SNAPSHOT",
              "zfs destroy DATASET@SNAPSHOT",
              "ssh … sh -c …",
              "bash -c … sync … zfs send … ssh … sh -c …"));

  private static List<Keyword> with(Keyword... own) {
    List<Keyword> all = new ArrayList<>(List.of(own));
    all.addAll(COMMON);
    return List.copyOf(all);
  }

  private final Dialect dialect;
  private final Route route;
  private final String src;
  private final String dst;
  private final String dstfs;
  private final CommandRunner runner;

  private Replica(Dialect dialect, Route route, Keywords keywords, CommandRunner runner) {
    this.dialect = dialect;
    this.route = route;
    this.runner = runner;
    keywords.required("src");
    keywords.required("dst");
    src = keywords.read("src", "", this::place);
    dst = keywords.read("dst", "", this::place);
    dstfs = keywords.read("dstfs", "", text -> Values.path(text).toString());
  }

  public static Replica btrfs(
      ServiceDefinition service, ResourceDefinition resource, Path var, CommandRunner runner) {
    Route route = Route.of(service, resource, var);
    return new Replica(Dialect.BTRFS, route, resource.keywords(), runner);
  }

  public static Replica zfs(
      ServiceDefinition service, ResourceDefinition resource, Path var, CommandRunner runner) {
    Route route = Route.of(service, resource, var);
    return new Replica(Dialect.ZFS, route, resource.keywords(), runner);
  }

  private String place(String text) {
    if (dialect == Dialect.BTRFS) {
      return Values.path(text).toString();
    }
    if (!DATASET.matcher(text.strip()).matches()) {
      throw new IllegalArgumentException("must be a dataset such as tank/web");
    }
    return text.strip();
  }

  @Override
  public String label() {
    String nodes = String.join(" ", route.targets().stream().map(Target::node).toList());
    return src + " to " + dst + " on " + nodes;
  }

  @Override
  public Observed status() throws IOException {
    return route.status(Instant.now());
  }

  @Override
  public List<Target> targets() {
    return route.targets();
  }

  @Override
  public Timing timing() {
    return route.timing();
  }

  @Override
  public Stamps stamps() {
    return route.stamps();
  }

  @Override
  public Snapshots snapshots(String action) {
    return Snapshots.of(route.var(), route.service(), action, runner);
  }

  /** Tells those of this resource from all others: no name has a colon. */
  private String prefix() {
    return "vigie:" + route.service() + ':' + route.resource().replace("sync#", "") + ':';
  }

  private String name(Instant moment) {
    return prefix() + moment.toEpochMilli();
  }

  @Override
  public Source open(Step step, Snapshots snapshots) throws StepFailed {
    Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    step.must(dialect.take(src, name(moment)));
    Snapshot.Kind kind = dialect == Dialect.BTRFS ? Snapshot.Kind.BTRFS : Snapshot.Kind.ZFS;
    Path root = Path.of("/").resolve(src);
    return new Source(moment, List.of(new Snapshot(kind, src, root, name(moment), root)));
  }

  @Override
  public Tally copy(Step step, Source source, Target target) throws StepFailed {
    try {
      return send(step, source, target);
    } finally {
      step.change("delete snapshots that no copy needs", () -> tidy(step, source.moment()));
    }
  }

  private Tally send(Step step, Source source, Target target) throws StepFailed {
    String refusal = route.refusal(step, target, dstfs, "");
    if (!refusal.isEmpty()) {
      return Tally.skipped(refusal);
    }
    String name = name(source.moment());
    String parent = parent(step, target);
    List<String> sends = dialect.send(src, parent, name);
    step.info(Command.of(sends).shown() + " to " + dst + " on " + target.node());
    String stamps = route.stamps().directory().toString();
    List<String> argv = new ArrayList<>(List.of("bash", "-c", PIPE, "sync"));
    argv.add(Integer.toString(sends.size()));
    argv.addAll(sends);
    argv.addAll(route.ssh().command(target, dialect.receive(), dst, name, stamps).argv());
    CommandResult sent = step.runQuietly(Command.of(argv).with(Map.of("LC_ALL", "C")));
    if (!sent.ok()) {
      throw new StepFailed(last(sent));
    }
    CommandResult turned =
        step.runQuietly(route.ssh().command(target, dialect.turn(), dst, name, stamps));
    if (turned.exit() == REFUSED) {
      throw new StepFailed(turned.output().strip() + " on " + target.node());
    }
    if (!turned.ok()) {
      throw new StepFailed(target.node() + " has it, and cannot use it: " + last(turned));
    }
    String from = route.service() + " " + route.resource();
    return new Tally(0, bytes(sent), "", route.note(step, target, source.moment(), from));
  }

  private static String last(CommandResult result) {
    String said = result.explain();
    return said.substring(said.indexOf(" ended with ") + 1);
  }

  private static long bytes(CommandResult sent) {
    StringBuilder text = new StringBuilder();
    sent.lines().forEach(each -> text.append(each.text()).append('\n'));
    Matcher matcher = BYTES.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** The snapshot of the last good copy, while both sides still have it; else empty. */
  private String parent(Step step, Target target) throws StepFailed {
    Optional<Instant> last = sent(target);
    if (last.isEmpty() || step.dryRun()) {
      return "";
    }
    String name = name(last.get());
    CommandResult there = step.runQuietly(route.ssh().command(target, dialect.there(), dst));
    boolean both = there.ok() && has(there, name) && has(here(step), name);
    return both ? name : "";
  }

  private CommandResult here(Step step) {
    return step.runQuietly(Command.of(dialect.list(src)));
  }

  private static boolean has(CommandResult list, String name) {
    return list.output()
        .lines()
        .anyMatch(each -> each.equals('.' + name) || each.endsWith('@' + name));
  }

  private Optional<Instant> sent(Target target) throws StepFailed {
    try {
      return route.stamps().sent(target);
    } catch (IOException e) {
      throw new StepFailed("what was copied before cannot be read: " + e, e);
    }
  }

  /** Leaves the one of this action and those that are the last of a copy. */
  private void tidy(Step step, Instant moment) throws StepFailed {
    Set<String> needed = new HashSet<>(Set.of(name(moment)));
    for (Target each : route.targets()) {
      sent(each).map(this::name).ifPresent(needed::add);
    }
    for (String line : here(step).output().lines().toList()) {
      int begin = line.lastIndexOf(prefix());
      boolean own = begin > 0 && line.substring(begin).matches("\\Q" + prefix() + "\\E\\d+");
      if (own && !needed.contains(line.substring(begin))) {
        step.must(dialect.delete(src, line.substring(begin)));
      }
    }
  }
}
