package io.vigie.agent.driver;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a resource is this node's to make and to take away, and what was made of it here.
 *
 * @param makes a provision makes it
 * @param takes an unprovision takes it away
 * @param others why that could take it from another node; empty where it could not
 * @param mark a file with what was made
 */
public record Ownership(boolean makes, boolean takes, String others, Path mark) {
  public static final List<Keyword> KEYWORDS =
      List.of(
          Keyword.of("provision", true, "a provision makes it; else it is only started"),
          Keyword.of("unprovision", true, "an unprovision takes it away; else it is only stopped"),
          Keyword.of(
              "shared",
              Keyword.Form.TRUTH,
              "true where the service has other nodes",
              "other nodes see the same: no unprovision takes it away"));

  /**
   * @param var where the agent writes
   */
  public static Ownership of(Path var, ServiceDefinition service, ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    Set<String> others = new LinkedHashSet<>(service.nodes());
    others.addAll(service.drpNodes());
    others.remove(service.id().node());
    boolean shared = keywords.truth("shared", !others.isEmpty());
    String why =
        keywords.has("shared")
            ? "is shared with other nodes"
            : "may be in use on " + String.join(", ", others) + " (shared = false: it cannot)";
    return new Ownership(
        keywords.truth("provision", true),
        keywords.truth("unprovision", true),
        shared ? why : "",
        var.toAbsolutePath()
            .resolve("provisioned")
            .resolve(service.id().service())
            .resolve(resource.rid().toString()));
  }

  /**
   * Whether that is what was made here.
   *
   * @param what tells it from all others, one line
   */
  public boolean isMadeHere(String what) throws StepFailed {
    try {
      return !what.isEmpty() && Files.readString(mark).strip().equals(what);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new StepFailed("whether it was made here cannot be read: " + e, e);
    }
  }

  /** Whether anything was, which may have gone meanwhile. */
  public boolean isAnyMadeHere() {
    return Files.exists(mark);
  }

  // a kill before leaves it to whoever unprovisions, and nothing is lost by that
  public void note(String what) throws IOException {
    Files.createDirectories(mark.getParent());
    Files.writeString(mark, what + '\n');
  }

  public void forget() throws IOException {
    Files.deleteIfExists(mark);
  }
}
