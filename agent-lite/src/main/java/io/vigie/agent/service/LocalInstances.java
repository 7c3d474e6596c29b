package io.vigie.agent.service;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.Journal;
import io.vigie.agent.action.ServiceStates;
import io.vigie.agent.action.Subject;
import io.vigie.agent.command.Catalogue;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.Generation;
import io.vigie.agent.config.Problem;
import io.vigie.agent.config.ServiceConf;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Drivers;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services whose files are in {@code services/}. A file that changed is read again when
 * somebody asks; one that became wrong keeps its last good reading, with its problems told.
 */
public final class LocalInstances implements Catalogue {
  private static final Logger LOG = LoggerFactory.getLogger(LocalInstances.class);
  private static final String FILES = "*.{conf,env}";

  private final Path directory;
  private final NodeIdentity node;
  private final Drivers drivers;
  private final ServiceStates states;
  private final Lookout lookout;
  private final File place;
  private final Map<String, Reading> readings = new TreeMap<>();

  public LocalInstances(
      Path directory, NodeIdentity node, Drivers drivers, ServiceStates states, Lookout lookout) {
    this.directory = directory;
    place = directory.toFile();
    this.node = node;
    this.drivers = drivers;
    this.states = states;
    this.lookout = lookout;
  }

  /**
   * What became of a file.
   *
   * @param instance last good reading; null when there was none, or the service is not of this node
   */
  private record Reading(ServiceFile file, LocalInstance instance, List<Problem> problems) {}

  @Override
  public synchronized Collection<LocalInstance> present() {
    readAgain();
    List<LocalInstance> instances = new ArrayList<>();
    for (Reading reading : readings.values()) {
      if (reading.instance() != null) {
        instances.add(reading.instance());
      }
    }
    return instances;
  }

  /** Those that this node speaks of: the host of a container speaks of what is inside. */
  public Collection<LocalInstance> told() {
    return present().stream().filter(each -> !each.isInside()).toList();
  }

  /** The same for what is recorded of them. */
  public Journal told(Journal all) {
    return event -> {
      if (!isInside(event.anchor())) {
        all.record(event);
      }
    };
  }

  // as read last: an action does not wait for a directory
  private synchronized boolean isInside(String service) {
    return readings.values().stream()
        .map(Reading::instance)
        .filter(Objects::nonNull)
        .anyMatch(each -> each.isInside() && each.id().serviceId().toString().equals(service));
  }

  @Override
  public long sign() {
    // of a file that came, went or was replaced; one that was written in place is seen when all are
    return place.lastModified();
  }

  @Override
  public Optional<ServiceDefinition> definition(String service) {
    return find(service).map(LocalInstance::definition);
  }

  @Override
  public Optional<Subject> subject(String service) {
    return find(service).map(LocalInstance::subject);
  }

  @Override
  public synchronized List<Problem> problems() {
    readAgain();
    return readings.values().stream().flatMap(each -> each.problems().stream()).toList();
  }

  Optional<LocalInstance> find(String service) {
    return present().stream().filter(each -> each.id().service().equals(service)).findFirst();
  }

  private void readAgain() {
    Set<String> seen = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, FILES)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        seen.add(name);
        if (isReplaced(name)) {
          replaced(file, name);
        } else {
          readIfChanged(file, name);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.atDebug().addKeyValue("directory", directory).log("no services yet");
    } catch (IOException e) {
      // what was read stays: a directory that hangs or is forbidden takes no service away
      LOG.atWarn().addKeyValue("directory", directory).setCause(e).log("services not read");
      return;
    }
    readings.keySet().retainAll(seen);
  }

  /** Whoever wrote a service anew may have left its file of before. */
  private boolean isReplaced(String name) {
    return name.endsWith(".env")
        && Files.exists(directory.resolve(Generation.service(name) + ".conf"));
  }

  private void replaced(Path file, String name) {
    String rule = "is not read, for there is " + Generation.service(name) + ".conf";
    keep(name, null, null, List.of(new Problem(false, name, 0, "", rule)));
  }

  private void readIfChanged(Path file, String name) {
    Reading before = readings.get(name);
    ServiceFile now = null;
    try {
      now = ServiceFile.of(file);
      if (before != null && now.equals(before.file())) {
        return;
      }
      Reading reading = read(file, now);
      readings.put(name, reading);
      tell(reading.problems());
    } catch (NoSuchFileException e) {
      readings.remove(name);
    } catch (ConfigException e) {
      keep(name, now, before, e.problems());
    } catch (IOException e) {
      keep(name, now, before, List.of(new Problem(true, name, 0, "", FileTrouble.inWords(e))));
    }
  }

  private void keep(String name, ServiceFile now, Reading before, List<Problem> problems) {
    LocalInstance last = before == null ? null : before.instance();
    boolean known = before != null && before.problems().equals(problems);
    readings.put(name, new Reading(now, last, problems));
    if (!known) {
      tell(problems);
    }
  }

  private Reading read(Path file, ServiceFile now) throws ConfigException, IOException {
    ServiceDefinition definition = ServiceConf.read(file, node.id());
    List<Problem> problems = new ArrayList<>(definition.warnings());
    if (!isOfThisNode(definition)) {
      problems.add(
          new Problem(
              false,
              file.getFileName().toString(),
              0,
              "nodes = " + String.join(" ", definition.nodes()),
              "does not name this node, " + node.id().node() + ": the service is not run here"));
      return new Reading(now, null, problems);
    }
    Made made = Made.of(definition, drivers);
    problems.addAll(made.problems());
    LocalInstance instance =
        new LocalInstance(
            definition,
            made.resources(),
            lookout,
            states.of(definition.id().service()),
            node.env());
    LOG.atInfo().addKeyValue("service", definition.id().serviceId()).log("service file read");
    return new Reading(now, instance, problems);
  }

  private boolean isOfThisNode(ServiceDefinition definition) {
    String name = node.id().node();
    return definition.nodes().contains(name)
        || definition.drpNodes().contains(name)
        || definition.encapNodes().contains(name);
  }

  private static void tell(List<Problem> problems) {
    problems.forEach(each -> LOG.atWarn().log("{}", each));
  }
}
