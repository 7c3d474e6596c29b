package io.vigie.agent.driver;

import static io.vigie.agent.driver.Manual.Proof.ARGV;
import static io.vigie.agent.driver.Manual.Proof.REAL;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Manual.Proof;
import io.vigie.agent.driver.app.AppPlace;
import io.vigie.agent.driver.app.ForkingApp;
import io.vigie.agent.driver.app.HostTask;
import io.vigie.agent.driver.app.OcfAgent;
import io.vigie.agent.driver.app.SimpleApp;
import io.vigie.agent.driver.app.SystemdUnit;
import io.vigie.agent.driver.command.Commanded;
import io.vigie.agent.driver.command.Looks;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.driver.container.Alone;
import io.vigie.agent.driver.container.Engine;
import io.vigie.agent.driver.container.Guests;
import io.vigie.agent.driver.container.Machine;
import io.vigie.agent.driver.disk.Drbd;
import io.vigie.agent.driver.disk.DrbdDisk;
import io.vigie.agent.driver.disk.LoopDisk;
import io.vigie.agent.driver.disk.Lvm;
import io.vigie.agent.driver.disk.SoftwareRaid;
import io.vigie.agent.driver.disk.ZfsPool;
import io.vigie.agent.driver.fs.Directory;
import io.vigie.agent.driver.fs.Filesystem;
import io.vigie.agent.driver.fs.Flag;
import io.vigie.agent.driver.fs.Mount;
import io.vigie.agent.driver.fs.ZfsDataset;
import io.vigie.agent.driver.ip.HostAddress;
import io.vigie.agent.driver.ip.NamespaceAddress;
import io.vigie.agent.driver.share.NfsExport;
import io.vigie.agent.driver.sync.Replica;
import io.vigie.agent.driver.sync.Rsync;
import io.vigie.agent.process.CommandRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The drivers of a real machine. */
public final class LocalDrivers implements Drivers {
  private static final Set<String> MOUNTED_IN_TESTS =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "tmpfs", "bind");

  private final Map<String, Type> types = new TreeMap<>();

  private final CommandRunner runner;
  private final Looks looks;
  private final Guests guests;
  private final Path var;
  private final Path apps;

  /**
   * @param var where the agent writes; what applications leave goes into {@code apps} below it
   * @param runner runs what must be run to look; what changes something goes through a step
   */
  public LocalDrivers(Path var, CommandRunner runner) {
    this.var = var;
    this.runner = runner;
    looks = new Looks(runner);
    guests = new Guests(runner);
    apps = var.resolve("apps");
    addresses();
    disks();
    filesystems();
    containers();
    applications();
    tasks();
    syncs();
  }

  private void addresses() {
    add(REAL, "ip.host", HostAddress.MANUAL, (in, of) -> HostAddress.of(of, runner));
    add(REAL, "ip.netns", NamespaceAddress.MANUAL, (in, of) -> NamespaceAddress.of(in, of, runner));
  }

  private void disks() {
    add(REAL, "disk.loop", LoopDisk.MANUAL, (in, of) -> LoopDisk.of(of, Ownership.of(var, in, of)));
    told("disk.vg", Lvm.GROUP_MANUAL, (in, of) -> Lvm.group(of, in.id().node()));
    told("disk.lv", Lvm.VOLUME_MANUAL, (in, of) -> Lvm.volume(of));
    add(ARGV, "disk.md", SoftwareRaid.MANUAL, (in, of) -> SoftwareRaid.of(in, of, looks));
    add(ARGV, "disk.drbd", Drbd.MANUAL, (in, of) -> DrbdDisk.of(of, looks));
    told("disk.zpool", ZfsPool.MANUAL, (in, of) -> ZfsPool.of(of));
  }

  private void filesystems() {
    add(REAL, "fs.flag", Flag.MANUAL, Flag::of);
    add(REAL, "fs.directory", Directory.MANUAL, Directory::of);
    for (String type : Mount.FILESYSTEMS) {
      Proof proof = MOUNTED_IN_TESTS.contains(type) ? REAL : ARGV;
      if (Filesystem.TYPES.contains(type)) {
        add(
            proof,
            "fs." + type,
            Filesystem.MANUAL,
            (in, of) -> Filesystem.of(type, of, Ownership.of(var, in, of)));
      } else {
        add(proof, "fs." + type, Mount.MANUAL, (in, of) -> Mount.of(type, of));
      }
    }
    told("fs.zfs", ZfsDataset.MANUAL, (in, of) -> ZfsDataset.of(of));
    commanded(REAL, "share.nfs", NfsExport.MANUAL, (in, of) -> NfsExport.of(of));
  }

  private void containers() {
    for (String program : List.of("docker", "podman")) {
      Manual manual = Engine.manual(program);
      Proof proof = program.equals("podman") ? REAL : ARGV;
      container(proof, program, manual, (in, of) -> Engine.of(program, in, of));
    }
    container(REAL, "lxc", Machine.LXC_MANUAL, (in, of) -> Machine.lxc(of));
    container(ARGV, "kvm", Machine.KVM_MANUAL, (in, of) -> Machine.kvm(of));
    container(ARGV, "xen", Machine.XEN_MANUAL, (in, of) -> Machine.xen(of));
  }

  private void container(
      Proof proof,
      String kind,
      Manual manual,
      BiFunction<ServiceDefinition, ResourceDefinition, Recipe> recipe) {
    add(
        proof,
        "container." + kind,
        manual,
        (in, of) -> Alone.of(of, new Commanded(recipe.apply(in, of), looks)));
  }

  private void applications() {
    add(
        REAL,
        "app.simple",
        SimpleApp.MANUAL,
        (in, of) -> SimpleApp.of(of, AppPlace.of(apps, in, of), runner));
    add(
        REAL,
        "app.forking",
        ForkingApp.MANUAL,
        (in, of) -> ForkingApp.of(of, AppPlace.of(apps, in, of), runner));
    commanded(REAL, "app.ocf", OcfAgent.MANUAL, OcfAgent::of);
    told("app.systemd", SystemdUnit.MANUAL, (in, of) -> SystemdUnit.of(of));
  }

  /** One whose program is not run in our tests. */
  private void told(
      String name,
      Manual manual,
      BiFunction<ServiceDefinition, ResourceDefinition, Recipe> recipe) {
    commanded(ARGV, name, manual, recipe);
  }

  private void commanded(
      Proof proof,
      String name,
      Manual manual,
      BiFunction<ServiceDefinition, ResourceDefinition, Recipe> recipe) {
    add(proof, name, manual, (in, of) -> new Commanded(recipe.apply(in, of), looks));
  }

  private void tasks() {
    add(
        REAL,
        "task.host",
        HostTask.MANUAL,
        (in, of) -> HostTask.of(of, AppPlace.of(apps, in, of), runner));
  }

  private void syncs() {
    add(REAL, "sync.rsync", Rsync.MANUAL, (in, of) -> Rsync.of(in, of, var, runner));
    add(REAL, "sync.btrfs", Replica.BTRFS_MANUAL, (in, of) -> Replica.btrfs(in, of, var, runner));
    add(ARGV, "sync.zfs", Replica.ZFS_MANUAL, (in, of) -> Replica.zfs(in, of, var, runner));
  }

  private void add(Proof proof, String name, Manual manual, Maker maker) {
    types.put(name, new Type(manual, proof, maker));
  }

  record Type(Manual manual, Proof proof, Maker maker) {}

  /** By name. */
  Map<String, Type> types() {
    return types;
  }

  @FunctionalInterface
  interface Maker {
    Driver make(ServiceDefinition service, ResourceDefinition resource);
  }

  @Override
  public Optional<Set<String>> keywords(String type) {
    return Optional.ofNullable(types.get(type)).map(found -> found.manual().names());
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
    if (resource.guest() != null) {
      ResourceDefinition container = Guests.container(service, resource.guest());
      driver = guests.driver(service, resource, create(service, container), driver);
    }
    keywords.check();
    return driver;
  }
}
