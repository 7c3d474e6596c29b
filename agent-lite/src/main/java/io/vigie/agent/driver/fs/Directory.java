package io.vigie.agent.driver.fs;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;

/**
 * A directory that a service needs. It is made and never removed: n/a while it is there, so that it
 * neither keeps a stopped service up nor holds up a running one.
 *
 * @param user owner, null for whoever the agent is
 * @param group null for that of the agent
 * @param mode permission bits, -1 for what the umask leaves
 */
public record Directory(Path path, String user, String group, int mode) implements Driver {
  public static final Manual MANUAL =
      new Manual(
          "A directory that a service needs. It is made and never removed: n/a while it is there,"
              + " so that it neither keeps a stopped service up nor holds up a running one.",
          List.of(
              Keyword.required("path", PATH, "the directory"),
              Keyword.of("user", TEXT, "owner, by name or number; the agent's own when missing"),
              Keyword.of("group", TEXT, "group, by name or number; the agent's own when missing"),
              Keyword.of("perm", TEXT, "octal permissions such as 750; the umask's when missing")),
          List.of());

  private static final int PERMISSIONS = 07777;

  public static Directory of(ServiceDefinition service, ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    keywords.required("path");
    return new Directory(
        keywords.read("path", null, Values::path),
        keywords.text("user", null),
        keywords.text("group", null),
        keywords.read("perm", -1, Directory::mode));
  }

  private static int mode(String text) {
    if (!text.strip().matches("[0-7]{3,4}")) {
      throw new IllegalArgumentException("must be octal permissions such as 750 or 0750");
    }
    return Integer.parseInt(text.strip(), 8);
  }

  @Override
  public String label() {
    return path.toString();
  }

  @Override
  public Observed status() throws IOException {
    if (!Files.exists(path)) {
      // it may lie on a filesystem that is not mounted now
      return Observed.DOWN;
    }
    if (!Files.isDirectory(path)) {
      return Observed.DOWN.error(path + " is not a directory");
    }
    Observed seen = Observed.NOT_APPLICABLE.provisioned(true);
    PosixFileAttributes is = Files.readAttributes(path, PosixFileAttributes.class);
    if (user != null && !names(user, is.owner().getName(), "unix:uid")) {
      seen = seen.warning(path + " belongs to " + is.owner().getName() + ", not to " + user);
    }
    if (group != null && !names(group, is.group().getName(), "unix:gid")) {
      seen = seen.warning(path + " is of group " + is.group().getName() + ", not of " + group);
    }
    if (mode >= 0 && modeNow() != mode) {
      seen = seen.warning(String.format("%s has mode %04o, not %04o", path, modeNow(), mode));
    }
    return seen;
  }

  // who or whose group may be written as a number
  private boolean names(String wanted, String name, String attribute) throws IOException {
    return wanted.equals(name) || wanted.equals(Files.getAttribute(path, attribute).toString());
  }

  private int modeNow() throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode") & PERMISSIONS;
  }

  @Override
  public void start(Step step) throws StepFailed {
    boolean fresh = !Files.isDirectory(path);
    if (fresh) {
      step.change("create the directory " + path, () -> Files.createDirectories(path));
    }
    try {
      if (fresh ? user != null || group != null : !isGiven()) {
        String whom = (user == null ? "" : user) + (group == null ? "" : ":" + group);
        step.change("give " + path + " to " + whom, this::give);
      }
      if (mode >= 0 && (fresh || modeNow() != mode)) {
        step.change(
            String.format("give %s mode %04o", path, mode),
            () -> Files.setAttribute(path, "unix:mode", mode));
      }
    } catch (IOException e) {
      throw new StepFailed(path + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  private boolean isGiven() throws IOException {
    PosixFileAttributes is = Files.readAttributes(path, PosixFileAttributes.class);
    return (user == null || names(user, is.owner().getName(), "unix:uid"))
        && (group == null || names(group, is.group().getName(), "unix:gid"));
  }

  private void give() throws IOException, StepFailed {
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    try {
      if (user != null) {
        view.setOwner(names.lookupPrincipalByName(user));
      }
      if (group != null) {
        view.setGroup(names.lookupPrincipalByGroupName(group));
      }
    } catch (UserPrincipalNotFoundException e) {
      throw new StepFailed("this node knows no user or group " + e.getName(), e);
    }
  }

  @Override
  public void stop(Step step) {
    step.info(path + " stays");
  }
}
