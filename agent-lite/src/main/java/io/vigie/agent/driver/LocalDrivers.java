package io.vigie.agent.driver;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.app.AppPlace;
import io.vigie.agent.driver.app.ForkingApp;
import io.vigie.agent.driver.app.SimpleApp;
import io.vigie.agent.driver.disk.LoopDisk;
import io.vigie.agent.driver.fs.Directory;
import io.vigie.agent.driver.fs.Flag;
import io.vigie.agent.driver.fs.Mount;
import io.vigie.agent.driver.ip.HostAddress;
import io.vigie.agent.process.CommandRunner;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The drivers of a real machine. */
public final class LocalDrivers implements Drivers {
  private final Map<String, Type> types = new TreeMap<>();

  /**
   * @param var where the agent writes; what applications leave goes into {@code apps} below it
   * @param runner runs what must be run to look; what changes something goes through a step
   */
  public LocalDrivers(Path var, CommandRunner runner) {
    Path apps = var.resolve("apps");
    types.put("fs.flag", new Type(Flag.KEYWORDS, Flag::of));
    types.put("fs.directory", new Type(Directory.KEYWORDS, Directory::of));
    for (String filesystem : Mount.FILESYSTEMS) {
      types.put(
          "fs." + filesystem,
          new Type(Mount.KEYWORDS, (service, resource) -> Mount.of(filesystem, resource)));
    }
    types.put("disk.loop", new Type(LoopDisk.KEYWORDS, LoopDisk::of));
    types.put(
        "ip.host",
        new Type(HostAddress.KEYWORDS, (service, resource) -> HostAddress.of(resource, runner)));
    types.put(
        "app.simple",
        new Type(
            SimpleApp.KEYWORDS,
            (service, resource) ->
                SimpleApp.of(resource, AppPlace.of(apps, service, resource), runner)));
    types.put(
        "app.forking",
        new Type(
            ForkingApp.KEYWORDS,
            (service, resource) ->
                ForkingApp.of(resource, AppPlace.of(apps, service, resource), runner)));
  }

  private record Type(Set<String> keywords, Maker maker) {}

  @FunctionalInterface
  private interface Maker {
    Driver make(ServiceDefinition service, ResourceDefinition resource);
  }

  @Override
  public Optional<Set<String>> keywords(String type) {
    return Optional.ofNullable(types.get(type)).map(Type::keywords);
  }

  @Override
  public Driver create(ServiceDefinition service, ResourceDefinition resource)
      throws ConfigException {
    Type type = types.get(resource.type());
    Keywords keywords = resource.keywords();
    if (type == null) {
      keywords.wrong(
          0,
          "[" + resource.rid() + "]",
          "type " + resource.type() + " must be one of " + String.join(", ", types.keySet()));
      throw new ConfigException(keywords.problems());
    }
    Driver driver = type.maker().make(service, resource);
    keywords.check();
    return driver;
  }
}
