package io.vigie.agent.driver.sync;

import static io.vigie.agent.config.Keyword.Form.COMMAND;
import static io.vigie.agent.config.Keyword.Form.NUMBER;
import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;
import static io.vigie.agent.config.Keyword.Form.WORDS;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.fs.Mounted;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files that rsync copies, of one moment where the filesystem can say what it was. */
public final class Rsync implements Sync {
  private static final int USUAL_NICE = 10;
  private static final int LEAST_NICE = 19;
  private static final int USUAL_SNAPSHOT = 10;
  private static final int WHOLE = 100;
  private static final int VANISHED = 24;

  /** What rsync means by an exit code; the other side's own words do not always come through. */
  private static final Map<Integer, String> MEANINGS =
      Map.of(
          10, "the connection broke",
          11, "reading or writing failed: is a disk full?",
          12, "the connection broke, or rsync is not installed there",
          23, "some files were not copied whole",
          24, "files vanished from a snapshot: is it full, or gone?",
          30, "the other side fell silent",
          255, "ssh failed");

  /** All that is a file, as it is, and what is gone here goes there at the end of a good copy. */
  private static final List<String> OPTIONS =
      List.of(
          "--archive",
          "--hard-links",
          "--acls",
          "--xattrs",
          "--numeric-ids",
          "--one-file-system",
          "--delete",
          "--delete-delay",
          "--force",
          "--stats",
          "--no-human-readable");

  /**
   * Enters a directory, so that nobody can unmount it, then makes sure that it is the one that is
   * meant, then becomes rsync: an unmounted directory is empty, and would empty the other side.
   */
  static final String PINNED =
      "cd \"$1\" && [ \"$(stat -c %d .)\" = \"$2\" ]"
          + " || { echo \"$1 is not mounted any more\" >&2; exit 70; }; shift 2; exec \"$@\"";

  public static final Manual MANUAL =
      new Manual(
          "Files copied to other nodes by rsync over ssh: from the node where the service is up,"
              + " never from a drp node, of one moment where snap says so. Up while every copy is"
              + " younger than sync_max_delay, on both sides; warn when one is older. Needs rsync"
              + " and sh on both sides.",
          manual(),
          runs());

  private static List<Keyword> manual() {
    List<Keyword> all = new ArrayList<>();
    all.add(
        Keyword.required(
            "src",
            WORDS,
            "what is copied: paths, or patterns as a shell knows them; with a slash"
                + " at its end what lies in a directory"));
    all.add(Keyword.required("dst", PATH, "where to, on the other node"));
    all.add(Keyword.of("dstfs", PATH, "what must be mounted there, or nothing is sent"));
    all.addAll(Route.KEYWORDS);
    all.add(
        Keyword.of(
            "snap",
            false,
            "copied from a snapshot: btrfs, ZFS, LVM, or an image file under" + " fsfreeze"));
    all.add(
        Keyword.of(
            "snap_size",
            NUMBER,
            Integer.toString(USUAL_SNAPSHOT),
            "of LVM: percent of the volume for what changes meanwhile"));
    all.add(Keyword.of("exclude", WORDS, "patterns of rsync that are left out, and left alone"));
    all.add(Keyword.of("options", COMMAND, "more options of rsync"));
    all.add(Keyword.of("reset_options", false, "those of options alone; --stats is always there"));
    all.add(Keyword.of("bwlimit", TEXT, "most a second, in KiB, or with k, m, g"));
    all.add(
        Keyword.of("nice", NUMBER, Integer.toString(USUAL_NICE), "how far it steps back, 0 to 19"));
    all.add(
        Keyword.of("allow_empty", false, "an empty directory is copied, and empties the other"));
    return List.copyOf(all);
  }

  private static List<String> runs() {
    List<String> runs = new ArrayList<>(Snapshot.RUNS);
    runs.add("ssh … sh -c …");
    runs.add("sh -c … sync DIRECTORY DEVICE nice -n NICE ionice -c 2 -n 7 rsync …");
    return List.copyOf(runs);
  }

  private final Route route;
  private final List<Sources> sources;
  private final String dst;
  private final String dstfs;
  private final boolean snap;
  private final int snapSize;
  private final List<String> rsync;
  private final int nice;
  private final boolean allowEmpty;
  private final CommandRunner runner;

  private Rsync(Route route, Keywords keywords, CommandRunner runner) {
    this.route = route;
    this.runner = runner;
    keywords.required("src");
    keywords.required("dst");
    sources = keywords.read("src", List.of(), Rsync::sources);
    dst = keywords.read("dst", "", Rsync::destination);
    dstfs = keywords.read("dstfs", "", text -> Values.path(text).toString());
    snap = keywords.truth("snap", false);
    snapSize = keywords.read("snap_size", USUAL_SNAPSHOT, text -> within(text, 1, WHOLE));
    nice = keywords.read("nice", USUAL_NICE, text -> within(text, 0, LEAST_NICE));
    allowEmpty = keywords.truth("allow_empty", false);
    rsync = rsync(keywords);
  }

  public static Rsync of(
      ServiceDefinition service, ResourceDefinition resource, Path var, CommandRunner runner) {
    return new Rsync(Route.of(service, resource, var), resource.keywords(), runner);
  }

  private static List<Sources> sources(String text) {
    return Values.words(text).stream().map(Sources::new).toList();
  }

  // its slash at the end means something to rsync
  private static String destination(String text) {
    String path = Values.path(text).toString();
    if (path.equals("/")) {
      throw new IllegalArgumentException("must be a directory below /");
    }
    return text.strip().endsWith("/") ? path + '/' : path;
  }

  private static int within(String text, int least, int most) {
    int number = Values.number(text, least);
    if (number > most) {
      throw new IllegalArgumentException("must be a number, " + least + " to " + most);
    }
    return number;
  }

  private static List<String> rsync(Keywords keywords) {
    boolean own = keywords.truth("reset_options", false);
    List<String> argv = new ArrayList<>(List.of("rsync"));
    argv.addAll(own ? List.of("--stats", "--no-human-readable") : OPTIONS);
    keywords.words("exclude").forEach(each -> argv.add("--exclude=" + each));
    String limit = keywords.read("bwlimit", "", Rsync::limit);
    if (!limit.isEmpty()) {
      argv.add("--bwlimit=" + limit);
    }
    argv.addAll(keywords.argv("options"));
    return List.copyOf(argv);
  }

  private static String limit(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,3})?[kKmMgG]?")) {
      throw new IllegalArgumentException("must be a rate such as 5000, 800k or 1.5m");
    }
    return text;
  }

  @Override
  public String label() {
    String what = String.join(" ", sources.stream().map(Sources::pattern).toList());
    return what + " to " + dst + " on " + String.join(" ", names());
  }

  private List<String> names() {
    return route.targets().stream().map(Target::node).toList();
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

  @Override
  public Source open(Step step, Snapshots snapshots) throws StepFailed {
    Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Set<Snapshot> used = new LinkedHashSet<>();
    for (Sources each : snap ? sources : List.<Sources>of()) {
      refuseMounted(each.base());
    }
    for (Sources each : snap ? sources : List.<Sources>of()) {
      used.add(snapshots.of(step, each.base(), snapSize));
    }
    return new Source(moment, List.copyOf(used));
  }

  // in a snapshot its directory is empty, and no other filesystem that rsync would leave alone
  private static void refuseMounted(Path base) throws StepFailed {
    try {
      Path real = Files.exists(base) ? base.toRealPath() : base;
      List<String> below = Mounted.below(real);
      if (!below.isEmpty()) {
        throw new StepFailed(
            below.get(0)
                + " is mounted in "
                + base
                + ": a snapshot does not hold it, and it would be emptied on the other side; copy"
                + " what lies beside it by paths of its own, or leave out snap");
      }
    } catch (IOException e) {
      throw new StepFailed("what is mounted in " + base + " cannot be read: " + e, e);
    }
  }

  @Override
  public Tally copy(Step step, Source source, Target target) throws StepFailed {
    Given given = step.dryRun() ? planned() : given(source);
    String refusal = route.refusal(step, target, dstfs, given.made());
    if (!refusal.isEmpty()) {
      return Tally.skipped(refusal);
    }
    List<String> argv = argv(given, target);
    step.info(Command.of(argv).shown());
    CommandResult result = step.runQuietly(pinned(given, argv));
    // nothing goes from a snapshot but the snapshot itself
    boolean well = result.ok() || result.exit() == VANISHED && source.snapshots().isEmpty();
    if (!well) {
      throw new StepFailed(reason(result));
    }
    String vanished = result.ok() ? "" : "files vanished while they were copied";
    String from = route.service() + " " + route.resource();
    String unnoted = route.note(step, target, source.moment(), from);
    return Tally.of(result.output()).with(vanished.isEmpty() ? unnoted : vanished);
  }

  /** What a person needs to know of it: rsync's own words, not the argv that was told before. */
  private static String reason(CommandResult result) {
    String said = result.explain();
    int argv = result.command().shown().length();
    String meaning = MEANINGS.getOrDefault(result.exit(), "");
    return "rsync"
        + said.substring(Math.min(argv, said.length()))
        + (meaning.isEmpty() ? "" : " (" + meaning + ')');
  }

  private List<String> argv(Given given, Target target) {
    List<String> argv = new ArrayList<>(rsync);
    argv.addAll(List.of("-e", route.ssh().line(target), "--"));
    argv.addAll(given.names());
    argv.add(route.ssh().host(target) + ':' + given.to());
    return argv;
  }

  private Command pinned(Given given, List<String> rsync) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", PINNED, "sync"));
    argv.addAll(List.of(given.pinned().toString(), Long.toString(given.device())));
    argv.addAll(List.of("nice", "-n", Integer.toString(nice), "ionice", "-c", "2", "-n", "7"));
    argv.addAll(rsync);
    return Command.of(argv).with(Map.of("LC_ALL", "C"));
  }

  /**
   * What is given to rsync.
   *
   * @param pinned directory it is started in
   * @param device of that directory
   * @param names as seen from there
   * @param to where they go
   * @param made directory that must be there; empty where rsync makes what it needs
   */
  private record Given(Path pinned, long device, List<String> names, String to, String made) {}

  /**
   * A file or directory that was found.
   *
   * @param name its own, also where it is read under another one
   */
  private record Found(Path path, boolean inside, String name) {
    // a link is sent as one, but with a slash behind it
    long device() throws IOException {
      LinkOption[] links = inside ? new LinkOption[0] : new LinkOption[] {NOFOLLOW_LINKS};
      return ((Number) Files.getAttribute(path, "unix:dev", links)).longValue();
    }

    /** Whether it is the top of a filesystem, or named as one. */
    boolean isTop() throws IOException {
      return !inside
          && Files.isDirectory(path)
          && (!path.endsWith(name) || Rsync.device(path) != Rsync.device(path.getParent()));
    }
  }

  private Given planned() {
    List<String> names = sources.stream().map(Sources::pattern).toList();
    return new Given(Path.of("/"), 0, names, dst, "");
  }

  private Given given(Source source) throws StepFailed {
    try {
      List<Found> found = new ArrayList<>();
      for (Sources each : sources) {
        Path base = seen(source, each.base());
        List<Path> paths = each.found(base);
        if (paths.isEmpty()) {
          // left out, it would be deleted on the other side
          throw new StepFailed("there is nothing of " + each.pattern() + ": nothing was sent");
        }
        for (Path path : paths) {
          // the top of a snapshot is called otherwise
          Path named = path.equals(base) ? each.base() : path;
          found.add(new Found(path, each.isInside(), named.getFileName().toString()));
        }
      }
      Given given = given(found);
      // only now that its device is known: what was unmounted before is empty here
      for (Found each : found) {
        refuseEmpty(each.path());
      }
      return given;
    } catch (IOException e) {
      throw new StepFailed("what is to be copied cannot be read: " + e, e);
    }
  }

  private Given given(List<Found> found) throws IOException, StepFailed {
    Found first = found.get(0);
    if (first.isTop() && found.size() == 1) {
      String to = (dst.endsWith("/") ? dst : dst + '/') + first.name() + '/';
      return new Given(first.path(), device(first.path()), List.of("./"), to, to);
    }
    boolean enters = first.inside() && Files.isDirectory(first.path());
    Path pinned = enters ? first.path() : first.path().getParent();
    List<String> names = new ArrayList<>();
    for (Found each : found) {
      if (!each.inside() && !each.path().endsWith(each.name())) {
        throw new StepFailed(
            each.name()
                + " is a whole filesystem: write a slash behind it in src, or a sync of its"
                + " own");
      }
      boolean below = each.path().startsWith(pinned);
      String name = below ? "./" + pinned.relativize(each.path()) : each.path().toString();
      names.add(each.inside() && !name.endsWith("/") ? name + '/' : name);
    }
    for (Found each : found) {
      // one directory alone is held while rsync runs: what else is unmounted is empty
      if (each.device() != device(pinned)) {
        throw new StepFailed(
            each.path()
                + " lies on another filesystem than "
                + pinned
                + ", which is held mounted: write a sync of its own for it; nothing was sent");
      }
    }
    boolean oneFile = found.size() == 1 && !Files.isDirectory(first.path());
    return new Given(pinned, device(pinned), names, dst, oneFile ? "" : dst);
  }

  private static long device(Path path) throws IOException {
    return ((Number) Files.getAttribute(path, "unix:dev")).longValue();
  }

  private static Path seen(Source source, Path base) throws IOException, StepFailed {
    Path real = Files.exists(base) ? base.toRealPath() : base;
    Optional<Snapshot> nearest =
        source.snapshots().stream()
            .filter(each -> real.startsWith(each.root()))
            .max(Comparator.comparingInt(each -> each.root().getNameCount()));
    if (nearest.isEmpty()) {
      return real;
    }
    if (!nearest.get().isThere()) {
      throw new StepFailed(nearest.get().shown() + " has vanished: nothing was sent");
    }
    return nearest.get().seen(real);
  }

  private void refuseEmpty(Path path) throws IOException, StepFailed {
    if (allowEmpty || !Files.isDirectory(path)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      if (!entries.iterator().hasNext()) {
        throw new StepFailed(
            path + " is empty: nothing was sent (allow_empty = true empties the other side too)");
      }
    }
  }
}
