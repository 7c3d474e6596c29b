package io.vigie.agent.driver.share;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.WORDS;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory that this node's NFS server exports. */
public final class NfsExport {
  public static final Manual MANUAL =
      new Manual(
          "A directory that this node's NFS server exports. What is in /etc/exports is left alone.",
          List.of(
              Keyword.required("path", PATH, "the directory"),
              Keyword.required(
                  "opts", WORDS, "who may have it, and how: 10.0.0.0/24(rw,sync) *(ro)")),
          List.of(
              "exportfs -s",
              "exportfs CLIENT:PATH",
              "exportfs -o OPTIONS CLIENT:PATH",
              "exportfs -u CLIENT:PATH"));

  private static final Pattern CLIENT =
      Pattern.compile("(?<client>[A-Za-z0-9*@\\[][^\\s()]*)(\\((?<options>[^\\s()]*)\\))?");

  private static final Pattern ROW = Pattern.compile("(?<path>\\S+)\\s+(?<client>[^\\s(]+)\\(.*");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

  private NfsExport() {}

  public static Recipe of(ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    keywords.required("path");
    keywords.required("opts");
    String path = keywords.read("path", Path.of("/"), Values::path).toString();
    Map<String, String> clients = keywords.read("opts", Map.of(), NfsExport::clients);
    return new Recipe(
        "nfs " + path,
        Command.of("exportfs", "-s"),
        look -> read(look, path, clients.keySet()),
        seen -> start(path, clients),
        seen -> stop(path, exportedTo(seen, path, clients.keySet())));
  }

  private static Map<String, String> clients(String text) {
    Map<String, String> clients = new LinkedHashMap<>();
    for (String word : text.strip().split("\\s+")) {
      Matcher matcher = CLIENT.matcher(word);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("must be clients such as 10.0.0.0/24(rw,sync) *(ro)");
      }
      String options = matcher.group("options");
      clients.put(matcher.group("client"), options == null ? "" : options);
    }
    return clients;
  }

  private static Set<String> exported(CommandResult look, String path) {
    Set<String> clients = new HashSet<>();
    for (String line : look.output().split("\n")) {
      Matcher row = ROW.matcher(line.strip());
      if (row.matches() && row.group("path").equals(escaped(path))) {
        clients.add(row.group("client"));
      }
    }
    return clients;
  }

  /** Of some clients those that it is exported to. */
  private static Set<String> exportedTo(CommandResult look, String path, Set<String> clients)
      throws StepFailed {
    Set<String> rows = exported(look, path);
    Set<String> others = new TreeSet<>(rows);
    others.removeAll(clients);
    Set<String> found = new LinkedHashSet<>();
    for (String client : clients) {
      if (rows.contains(client) || isAmong(others, client)) {
        found.add(client);
      }
    }
    return found;
  }

  // exportfs tells the whole name of a host, whichever it was given
  private static boolean isAmong(Set<String> rows, String client) throws StepFailed {
    if (rows.isEmpty() || !HOST.matcher(client).matches()) {
      return false;
    }
    if (rows.stream().anyMatch(row -> row.startsWith(client + '.'))) {
      return true;
    }
    Set<InetAddress> wanted = addresses(client);
    for (String row : rows) {
      if (HOST.matcher(row).matches() && !Collections.disjoint(wanted, addresses(row))) {
        return true;
      }
    }
    return false;
  }

  private static Set<InetAddress> addresses(String host) throws StepFailed {
    try {
      return new HashSet<>(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException e) {
      throw new StepFailed(
          "who has it cannot be told: " + host + " does not resolve to an address", e);
    }
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\134").replace(" ", "\\040");
  }

  private static Observed read(CommandResult look, String path, Set<String> clients)
      throws StepFailed {
    if (!look.ok() || look.dropped() > 0) {
      throw new StepFailed(look.explain());
    }
    Set<String> missing = new HashSet<>(clients);
    missing.removeAll(exportedTo(look, path, clients));
    if (missing.isEmpty()) {
      return Observed.UP;
    }
    return missing.size() == clients.size()
        ? Observed.DOWN
        : Observed.of(Availability.WARN).warning("not exported to " + String.join(", ", missing));
  }

  private static List<Command> start(String path, Map<String, String> clients) {
    List<Command> commands = new ArrayList<>();
    clients.forEach(
        (client, options) ->
            commands.add(
                options.isEmpty()
                    ? Command.of("exportfs", client + ':' + path)
                    : Command.of("exportfs", "-o", options, client + ':' + path)));
    return commands;
  }

  private static List<Command> stop(String path, Set<String> clients) {
    return clients.stream()
        .map(client -> Command.of("exportfs", "-u", client + ':' + path))
        .toList();
  }
}
