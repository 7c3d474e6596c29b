package io.vigie.agent.driver.fs;

import static io.vigie.agent.config.Keyword.Form.COMMAND;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Provisionable;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A filesystem of this node's own: mounted as any other, and made where its device is blank.
 *
 * @param options words for mkfs
 */
public record Filesystem(Mount mount, List<String> options) implements Provisionable {
  public static final List<String> TYPES = List.of("ext2", "ext3", "ext4", "xfs", "btrfs", "vfat");

  public static final Manual MANUAL = manual();

  /** What blkid ends with where it finds nothing. */
  private static final int BLANK = 2;

  private static Manual manual() {
    List<Keyword> keywords = new ArrayList<>(Mount.MANUAL.keywords());
    keywords.add(Keyword.of("mkfs_opt", COMMAND, "words for mkfs, when provision makes it"));
    List<String> runs = new ArrayList<>(Mount.MANUAL.runs());
    runs.add("blkid -p -o value -s TYPE -s PTTYPE DEVICE");
    runs.add("mkfs.TYPE OPTIONS DEVICE");
    runs.add("wipefs --all DEVICE");
    return new Manual(
        Mount.MANUAL.what() + " Provision makes it on a blank device and on no other.",
        keywords,
        runs);
  }

  public static Filesystem of(String type, ResourceDefinition resource) {
    return new Filesystem(Mount.of(type, resource), resource.keywords().argv("mkfs_opt"));
  }

  @Override
  public String label() {
    return mount.label();
  }

  @Override
  public Observed status() throws Exception {
    return mount.status();
  }

  @Override
  public Observed glance() throws Exception {
    return mount.glance();
  }

  @Override
  public void start(Step step) throws StepFailed {
    mount.start(step);
  }

  @Override
  public void stop(Step step) throws StepFailed {
    mount.stop(step);
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
  }

  @Override
  public void unprovision(Step step) throws StepFailed {
    String device = device();
    String found = found(step, device);
    if (!step.dryRun() && !found.equals(mount.type())) {
      step.info(device + " has no " + mount.type() + ": left alone");
      return;
    }
    step.must(List.of("wipefs", "--all", device));
  }

  /** What is on the device; empty for a blank one, and in a dry run. */
  private static String found(Step step, String device) throws StepFailed {
    CommandResult seen =
        step.run(Command.of("blkid", "-p", "-o", "value", "-s", "TYPE", "-s", "PTTYPE", device));
    if (!seen.ok() && seen.exit() != BLANK) {
      throw new StepFailed("what is on " + device + " cannot be told: " + seen.explain());
    }
    return seen.ok() ? seen.output().strip().replace("\n", " ") : "";
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
