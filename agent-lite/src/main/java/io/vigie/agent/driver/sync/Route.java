package io.vigie.agent.driver.sync;

import static io.vigie.agent.config.Keyword.Form.WORDS;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.spool.PrivateFiles;
import io.vigie.contract.availability.Availability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a resource is copied to and what is known of it, whatever copies it.
 *
 * @param first this node is the one that the service prefers
 */
record Route(
    String service,
    String resource,
    boolean first,
    List<Target> targets,
    Timing timing,
    Ssh ssh,
    Stamps stamps,
    Path var) {
  private static final int REFUSED = 71;
  private static final String NODES = "nodes";
  private static final String DRPNODES = "drpnodes";

  /**
   * Tells the environment of the other node, once what is to be mounted there is and the directory
   * that is to receive something exists. Where this user may not read it, nobody knows.
   */
  static final String LOOK =
      "if [ -n \"$1\" ] && ! mountpoint -q \"$1\"; then echo \"$1 is not mounted\"; exit 71; fi;"
          + " if [ -n \"$4\" ] && { [ -d \"$4\" ] && [ ! -x \"$4\" ]"
          + " || [ -e \"$3\" ] && [ ! -r \"$3\" ]; }; then"
          + " echo \"what it is, by $3, is not for this user to read\"; exit 71; fi;"
          + " [ -z \"$2\" ] || mkdir -p \"$2\" || exit; if [ -r \"$3\" ]; then cat \"$3\"; fi";

  /** Notes of which moment the copy is; whole or not at all. */
  static final String NOTE =
      "umask 077; mkdir -p \"$1\" && echo \"$2\" >\"$1/$3.new\" && mv \"$1/$3.new\" \"$1/$3\"";

  static final List<Keyword> KEYWORDS = keywords();

  private static List<Keyword> keywords() {
    List<Keyword> all = new ArrayList<>();
    all.add(Keyword.required("target", WORDS, "nodes, drpnodes or both: who is to have a copy"));
    all.addAll(Timing.KEYWORDS);
    all.addAll(Ssh.KEYWORDS);
    return List.copyOf(all);
  }

  static Route of(ServiceDefinition service, ResourceDefinition resource, Path var) {
    Keywords keywords = resource.keywords();
    keywords.required("target");
    String name = service.id().service();
    long seed = (service.id() + "/" + resource.rid()).hashCode();
    String own = service.id().node();
    return new Route(
        name,
        resource.rid().toString(),
        service.nodes().indexOf(own) == 0,
        targets(service, keywords.read("target", List.of(), Route::kinds)),
        Timing.of(keywords, seed),
        Ssh.of(keywords, var.resolve("run")),
        Stamps.of(var, name, resource.rid()),
        var.toAbsolutePath());
  }

  private static List<String> kinds(String text) {
    List<String> kinds = Values.words(text);
    if (kinds.isEmpty() || !List.of(NODES, DRPNODES).containsAll(kinds)) {
      throw new IllegalArgumentException("must be nodes, drpnodes or both");
    }
    return kinds;
  }

  private static List<Target> targets(ServiceDefinition service, List<String> kinds) {
    List<Target> targets = new ArrayList<>();
    if (kinds.contains(NODES)) {
      service.nodes().forEach(each -> targets.add(new Target(each, false)));
    }
    if (kinds.contains(DRPNODES)) {
      service.drpNodes().stream()
          .filter(each -> !service.nodes().contains(each))
          .forEach(each -> targets.add(new Target(each, true)));
    }
    targets.removeIf(each -> each.node().equals(service.id().node()));
    return List.copyOf(targets);
  }

  /**
   * Whether that node can take a copy now.
   *
   * @param mounted what must be mounted there; empty for nothing
   * @param made directory that is made there when it is missing; empty for none
   * @return why nothing may be sent there; empty when something may
   * @throws StepFailed when it cannot be reached, or lacks something
   */
  String refusal(Step step, Target target, String mounted, String made) throws StepFailed {
    String own = ownEnvironment();
    String file = Environment.file(var).toString();
    // of who may send anywhere it need not be known
    String asked = Environment.protects(Environment.PRODUCTION, own) ? var.toString() : "";
    CommandResult look = step.runQuietly(ssh.command(target, LOOK, mounted, made, file, asked));
    if (look.exit() == REFUSED) {
      throw new StepFailed(look.output().strip() + " on " + target.node() + ": nothing was sent");
    }
    if (!look.ok()) {
      throw new StepFailed(target.node() + " cannot be reached: " + look.explain());
    }
    String env = look.output().strip();
    return Environment.protects(env, own)
        ? target.node() + " is " + env + " and this node is not: nothing is copied over it"
        : "";
  }

  // also the directory of the connections that are shared
  private String ownEnvironment() throws StepFailed {
    try {
      PrivateFiles.directory(var.resolve("run"));
      return Environment.told(var);
    } catch (IOException e) {
      throw new StepFailed("what kind of node this is cannot be read: " + e, e);
    }
  }

  /**
   * Notes on both sides that the copy there is of that moment.
   *
   * @return what went wrong; empty for nothing
   */
  String note(Step step, Target target, Instant moment, String from) throws StepFailed {
    CommandResult there =
        step.runQuietly(
            ssh.command(
                target, NOTE, stamps.directory().toString(), moment + " " + from, Stamps.RECEIVED));
    step.change("note that it was copied", () -> stamps.sent(target, moment));
    return there.ok()
        ? ""
        : "copied, but " + target.node() + " could not note it: " + there.explain();
  }

  /** How old the copies are: those that were sent, or the one that lies here, the newer ones. */
  Observed status(Instant now) throws IOException {
    Optional<Instant> received = stamps.received();
    Optional<Instant> newest = Optional.empty();
    for (Target each : targets) {
      Optional<Instant> sent = stamps.sent(each);
      newest = sent.isPresent() && newest.filter(sent.get()::isBefore).isEmpty() ? sent : newest;
    }
    if (received.isPresent() && newest.filter(received.get()::isBefore).isEmpty()) {
      return late("the copy here", received.get(), now)
          .map(Observed.of(Availability.WARN)::warning)
          .orElse(Observed.UP);
    }
    return newest.isEmpty() && !first ? Observed.NOT_APPLICABLE : sent(now);
  }

  private Observed sent(Instant now) throws IOException {
    Observed seen = targets.isEmpty() ? Observed.NOT_APPLICABLE : Observed.UP;
    for (Target each : targets) {
      Optional<Instant> sent = stamps.sent(each);
      Optional<String> trouble =
          sent.isEmpty()
              ? Optional.of("never copied to " + each.node())
              : late("the copy on " + each.node(), sent.get(), now);
      if (trouble.isPresent()) {
        seen = worse(seen).warning(trouble.get());
      }
    }
    return seen;
  }

  private static Observed worse(Observed seen) {
    return new Observed(Availability.WARN, seen.provisioned(), seen.log());
  }

  private Optional<String> late(String what, Instant of, Instant now) {
    Duration age = Duration.between(of, now);
    // since when, not how long: a text that changed with each look would be told with each look
    Instant since = of.truncatedTo(ChronoUnit.SECONDS);
    return age.compareTo(timing.maxDelay()) > 0
        ? Optional.of(
            what + " is of " + since + ", older than sync_max_delay = " + shown(timing.maxDelay()))
        : Optional.empty();
  }

  static String shown(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
