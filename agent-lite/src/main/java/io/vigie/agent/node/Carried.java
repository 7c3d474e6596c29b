package io.vigie.agent.node;

import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services this node has run since its boot. Kept in a file across restarts of the agent: the
 * first line is the boot id, then one service a line: name, env, app with tabs between.
 */
public final class Carried {
  private static final Logger LOG = LoggerFactory.getLogger(Carried.class);

  private final Path file;
  private final String bootId;
  private final Map<String, NodeFacts.Carried> services = new TreeMap<>();

  /**
   * @param file null keeps them in memory only
   */
  public Carried(Path file, String bootId) {
    this.file = file;
    this.bootId = bootId;
    if (file != null && Files.exists(file)) {
      load();
    }
  }

  /** Whether that status says something new about what the node has run. */
  public synchronized boolean see(InstanceStatus status) {
    boolean runs =
        switch (status.avail()) {
          case UP, WARN -> true;
          case DOWN, NA, UNDEF, STDBY_UP, STDBY_DOWN -> false;
        };
    if (!runs) {
      return false;
    }
    String service = status.instance().service();
    NodeFacts.Carried now = new NodeFacts.Carried(service, status.env(), status.app());
    if (now.equals(services.put(service, now))) {
      return false;
    }
    save();
    return true;
  }

  public synchronized List<NodeFacts.Carried> services() {
    return List.copyOf(services.values());
  }

  private void load() {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.get(0).equals(bootId)) {
        return;
      }
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.split("\t", -1);
        if (words.length == 3) {
          services.put(words[0], new NodeFacts.Carried(words[0], words[1], words[2]));
        }
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("services carried since boot unknown");
    }
  }

  private void save() {
    if (file == null) {
      return;
    }
    StringBuilder text = new StringBuilder(bootId).append('\n');
    for (NodeFacts.Carried service : services.values()) {
      text.append(service.service()).append('\t').append(service.env()).append('\t');
      text.append(service.app()).append('\n');
    }
    try {
      Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .setCause(e)
          .log("services carried since boot not kept");
    }
  }
}
