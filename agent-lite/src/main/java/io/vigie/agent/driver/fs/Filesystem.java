package io.vigie.agent.driver.fs;

import static io.vigie.agent.config.Keyword.Form.COMMAND;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Around;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Ownership;
import io.vigie.agent.driver.Provisionable;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.OutputLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A filesystem of this node's own: mounted as any other, and made where its device is blank.
 *
 * @param options words for mkfs
 */
public record Filesystem(Mount mount, List<String> options, Ownership ownership)
    implements Provisionable, Around {
  public static final List<String> TYPES = List.of("ext2", "ext3", "ext4", "xfs", "btrfs", "vfat");

  public static final Manual MANUAL = manual();

  /** What blkid ends with where it finds nothing. */
  private static final int BLANK = 2;

  /** Bytes in which a filesystem or a table of partitions would begin. */
  private static final int PROBED = 1 << 20;

  private static Manual manual() {
    List<Keyword> keywords = new ArrayList<>(Mount.MANUAL.keywords());
    keywords.add(Keyword.of("mkfs_opt", COMMAND, "words for mkfs, when provision makes it"));
    keywords.addAll(Ownership.KEYWORDS);
    List<String> runs = new ArrayList<>(Mount.MANUAL.runs());
    runs.add("blkid -p -o value -s TYPE -s PTTYPE DEVICE");
    runs.add("blkid -p -o value -s UUID DEVICE");
    runs.add("mkfs.TYPE OPTIONS DEVICE");
    runs.add("wipefs --all DEVICE");
    return new Manual(
        Mount.MANUAL.what() + " Provision makes it on a blank device and on no other.",
        keywords,
        runs);
  }

  public static Filesystem of(String type, ResourceDefinition resource, Ownership ownership) {
    return new Filesystem(
        Mount.of(type, resource), resource.keywords().argv("mkfs_opt"), ownership);
  }

  @Override
  public Driver inner() {
    return mount;
  }

  @Override
  public void provision(Step step) throws StepFailed {
    String device = device();
    String found = found(step, device);
    if (found.equals(mount.type()) && !step.dryRun()) {
      step.info(device + " has its " + found + " already");
      return;
    }
    if (!found.isEmpty()) {
      throw new StepFailed(
          device + " has " + found + ": left alone; wipefs it if nothing on it is needed");
    }
    List<String> argv = new ArrayList<>(List.of("mkfs." + mount.type()));
    argv.addAll(options);
    argv.add(device);
    step.must(argv);
    String made = uuid(step, device);
    step.change("note that it was made here", () -> ownership.note(made));
  }

  @Override
  public void unprovision(Step step) throws StepFailed {
    String device = device();
    String found = found(step, device);
    if (!step.dryRun() && !found.equals(mount.type())) {
      step.info(device + " has no " + mount.type() + ": left alone");
      return;
    }
    // a dry run does not look at the device
    if (step.dryRun() ? !ownership.isAnyMadeHere() : !ownership.isMadeHere(uuid(step, device))) {
      String own = mount.type() + " of " + device;
      step.info(own + " was made by no provision here: left alone; wipefs it if nobody needs it");
      return;
    }
    step.must(List.of("wipefs", "--all", device));
    step.change("forget that it was made here", ownership::forget);
  }

  /** Tells a filesystem from all others, whichever device has it; empty in a dry run. */
  private static String uuid(Step step, String device) throws StepFailed {
    Command blkid = Command.of("blkid", "-p", "-o", "value", "-s", "UUID", device);
    CommandResult seen = step.run(blkid);
    if (!seen.ok()) {
      throw new StepFailed("the UUID on " + device + " cannot be told: " + seen.explain());
    }
    return seen.output().strip();
  }

  /** What is on the device; empty for a blank one, and in a dry run. */
  private static String found(Step step, String device) throws StepFailed {
    if (!step.dryRun()) {
      mustBeReadable(device);
    }
    CommandResult seen =
        step.run(Command.of("blkid", "-p", "-o", "value", "-s", "TYPE", "-s", "PTTYPE", device));
    boolean blank = seen.exit() == BLANK && seen.lines().stream().noneMatch(OutputLine::error);
    if (!seen.ok() && !blank) {
      throw new StepFailed("what is on " + device + " cannot be told: " + seen.explain());
    }
    return seen.ok() ? seen.output().strip().replace("\n", " ") : "";
  }

  // blkid ends as with a blank device where one cannot be opened or read
  private static void mustBeReadable(String device) throws StepFailed {
    try (FileChannel channel = FileChannel.open(Path.of(device))) {
      ByteBuffer begin = ByteBuffer.allocate(PROBED);
      while (begin.hasRemaining() && channel.read(begin) > 0) {}
      if (begin.position() == 0) {
        throw new StepFailed(device + " has no room: is what it lies on started?");
      }
    } catch (IOException e) {
      throw new StepFailed(
          "what is on " + device + " cannot be told: it cannot be read: " + e.getMessage(), e);
    }
  }

  private String device() throws StepFailed {
    try {
      if (!mount.device().isPath()) {
        throw new StepFailed(mount.device().name() + " names what is on a device, not the device");
      }
      return mount.device().source();
    } catch (IOException e) {
      throw new StepFailed("loop devices cannot be listed: " + e.getMessage(), e);
    }
  }
}
