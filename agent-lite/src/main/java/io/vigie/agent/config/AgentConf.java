package io.vigie.agent.config;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.NodeIdentity;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code agent.conf}: who this node is and where it reports.
 *
 * @param bootstrap {@code host:port}, several with commas between; empty where there is a gateway
 * @param kafka settings of the producer beside our own, from the file that {@code config} names
 * @param maxSyncs services whose copies may go on at once
 * @param gateway null where the node speaks Kafka
 * @param requests what people of the console may have done here
 * @param warnings what is worth a word and hinders nothing
 */
public record AgentConf(
    NodeIdentity node,
    String bootstrap,
    Map<String, String> kafka,
    int maxSyncs,
    GatewayConf gateway,
    RequestConf requests,
    List<Problem> warnings) {
  private static final int USUAL_SYNCS = 4;

  private static final Set<String> NODE =
      Set.of("name", "cluster", "env", "site", "team", "location", "max_syncs");
  private static final Set<String> SECTIONS = Set.of("node", "kafka", "gateway", "requests", "env");
  private static final Set<String> KAFKA = Set.of("bootstrap", "config");
  private static final Pattern SERVERS =
      Pattern.compile("[^\\s,:/]+:\\d{1,5}|\\[[0-9A-Fa-f:.]+\\]:\\d{1,5}");

  public AgentConf {
    kafka = Map.copyOf(kafka);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param hostname the node's name unless the file gives another
   * @throws ConfigException naming file, line, keyword, value and rule of everything that is wrong
   */
  public static AgentConf read(Path path, String hostname) throws ConfigException {
    String text;
    try {
      text = TextFile.read(path, path.toString());
    } catch (NoSuchFileException e) {
      throw problem(
          path,
          "does not exist; vigie-agent join makes one, and the least it needs is [kafka] with"
              + " bootstrap = host:port (another directory: --etc DIR)");
    } catch (IOException e) {
      throw problem(path, FileTrouble.inWords(e));
    }
    return parse(path, text, hostname);
  }

  private static AgentConf parse(Path path, String text, String hostname) throws ConfigException {
    IniFile file = IniFile.parse(path.toString(), text);
    List<Problem> fatal = new ArrayList<>(file.fatal());
    Scoped scoped = new Scoped(file, hostname, Map.of("hostname", hostname));
    Keywords node = new Keywords(scoped, "node");
    Keywords broker = new Keywords(scoped, "kafka");
    List<Problem> warnings = new ArrayList<>(file.problems());
    warnings.addAll(node.unknown(NODE));
    warnings.addAll(broker.unknown(KAFKA));
    Keywords asked = new Keywords(scoped, "requests");
    warnings.addAll(asked.unknown(RequestConf.KEYWORDS));
    warnings.addAll(unknownSections(file));
    String cluster = node.read("cluster", "default", word -> new NodeId(word, "any").cluster());
    String name = node.read("name", nameFrom(file, hostname), NodeId::requireName);
    GatewayConf gateway = null;
    if (has(file, "gateway")) {
      Keywords door = new Keywords(scoped, "gateway");
      warnings.addAll(door.unknown(GatewayConf.KEYWORDS));
      gateway = GatewayConf.read(door);
      fatal.addAll(door.problems());
      if (has(file, "kafka")) {
        broker.wrong(0, "[kafka]", "and [gateway] are two ways to report; a node has one of them");
      }
    } else {
      broker.required("bootstrap");
    }
    String bootstrap = broker.read("bootstrap", "", AgentConf::servers);
    Map<String, String> client = broker.read("config", Map.of(), AgentConf::properties);
    RequestConf requests = RequestConf.read(asked, path.toAbsolutePath().getParent());
    if (gateway != null && requests.enabled()) {
      asked.wrong(0, "[requests]", "come by Kafka: a node that has [gateway] can take none");
    }
    fatal.addAll(node.problems());
    fatal.addAll(broker.problems());
    fatal.addAll(asked.problems());
    if (!fatal.isEmpty()) {
      throw new ConfigException(fatal);
    }
    NodeIdentity identity =
        new NodeIdentity(
            new NodeId(cluster, name),
            node.text("env", ""),
            node.text("site", ""),
            node.text("team", ""),
            node.text("location", ""));
    int maxSyncs = node.number("max_syncs", 1, USUAL_SYNCS);
    node.check();
    return new AgentConf(identity, bootstrap, client, maxSyncs, gateway, requests, warnings);
  }

  private static boolean has(IniFile file, String section) {
    return file.line(section) > 0;
  }

  /** Where reports go, for a person. */
  public String to() {
    return gateway == null ? bootstrap : gateway.url().toString();
  }

  private static List<Problem> unknownSections(IniFile file) {
    List<Problem> problems = new ArrayList<>();
    for (String section : file.sections()) {
      if (!SECTIONS.contains(section)) {
        problems.add(
            new Problem(
                false,
                file.name(),
                file.line(section),
                "[" + section + "]",
                "is not a section of this file; there are [node], [kafka], [gateway] and [requests]"));
      }
    }
    return problems;
  }

  private static String nameFrom(IniFile file, String hostname) throws ConfigException {
    try {
      return NodeId.requireName(hostname);
    } catch (IllegalArgumentException e) {
      if (file.settings("node").stream().anyMatch(each -> each.keyword().equals("name"))) {
        return "";
      }
      throw new ConfigException(
          List.of(
              new Problem(
                  true,
                  file.name(),
                  file.line("node"),
                  "[node]",
                  "needs the keyword name, for the host's own cannot be one: " + e.getMessage())));
    }
  }

  private static String servers(String text) {
    List<String> servers = Values.words(text);
    for (String server : servers) {
      if (!SERVERS.matcher(server).matches()) {
        throw new IllegalArgumentException(
            "must be host:port, several with commas between; \"" + server + "\" is not");
      }
    }
    return String.join(",", servers);
  }

  private static Map<String, String> properties(String text) {
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(text), StandardCharsets.UTF_8)) {
      read.load(in);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "must be a readable file of Kafka client settings: " + e, e);
    }
    Map<String, String> settings = new HashMap<>();
    read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name)));
    return settings;
  }

  private static ConfigException problem(Path path, String rule) {
    return new ConfigException(List.of(new Problem(true, path.toString(), 0, "", rule)));
  }
}
