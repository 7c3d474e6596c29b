package io.vigie.agent.config;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads {@code services/NAME.conf} and {@code NAME.env}. A resource that is wrong is kept with its
 * problem.
 */
public final class ServiceConf {
  private static final Set<String> DEFAULT_KEYWORDS =
      Set.of(
          "app",
          "env",
          "nodes",
          "drpnodes",
          "encapnodes",
          "topology",
          "flex_min",
          "flex_max",
          "placement",
          "orchestrate",
          "comment",
          "disable",
          "rollback",
          "disable_rollback",
          "flex_primary",
          "drp_flex_primary",
          "timeout",
          "start_timeout",
          "stop_timeout",
          "sync_timeout",
          "sync_schedule",
          "sync_max_delay",
          "monitor",
          "restart",
          "id");
  private static final Set<String> NO_RESOURCES =
      Set.of(
          "labels",
          "data",
          "metadata",
          "hb",
          "volume",
          "expose",
          "certificate",
          "route",
          "vhost",
          "hashpolicy",
          "stonith");
  private static final Set<String> SUBSET_KEYWORDS = Set.of("parallel", "comment");

  /** With the lines that go on with its value. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?mi)^([ \\t]*[\\w@.-]{0,200}(?:"
              + Secrets.ANY
              + ")[\\w@.-]{0,200}[ \\t]*[=:][ \\t]*)"
              + "(?:\\S.*|(?=\\R[ \\t]+\\S))(?:\\R[ \\t]+\\S.*)*+$");

  private final Translation file;
  private final Scoped scoped;
  private final NodeId node;
  private final String service;
  private final List<Problem> warnings = new ArrayList<>();

  private ServiceConf(Translation file, NodeId node, String service) {
    this.node = node;
    this.service = service;
    this.file = file;
    scoped = new Scoped(file.today(), node.node(), names(node, service));
  }

  private static Map<String, String> names(NodeId node, String service) {
    Map<String, String> names = new TreeMap<>();
    names.put("nodename", node.node());
    names.put("short_nodename", node.node().replaceFirst("\\..*", ""));
    names.put("clustername", node.cluster());
    names.put("namespace", "root");
    names.put("kind", "svc");
    names.put("fqdn", service + ".root.svc." + node.cluster());
    for (String name : List.of("name", "svcname", "path", "svcpath")) {
      names.put(name, service);
    }
    for (String name : List.of("short_name", "short_svcname")) {
      names.put(name, service.replaceFirst("\\..*", ""));
    }
    return names;
  }

  /**
   * @throws ConfigException when the service as a whole cannot be used; nothing is thrown for a bad
   *     resource
   */
  public static ServiceDefinition read(Path path, NodeId node) throws ConfigException, IOException {
    String name = path.getFileName().toString();
    boolean first = name.endsWith(Generation.ENV);
    String text = first ? TextFile.readOld(path, name) : TextFile.read(path, name);
    Instant stamp = Files.getLastModifiedTime(path).toInstant();
    Path home = path.toAbsolutePath().getParent();
    IniFile file = IniFile.parse(name, text);
    if (first) {
      Launchers.add(file, Launchers.directory(home, Generation.service(name)));
    }
    return define(file, text, stamp, node, home);
  }

  /**
   * @param name of the file, {@code NAME.conf} or {@code NAME.env}: what stands in front is the
   *     service
   */
  public static ServiceDefinition parse(String name, String text, Instant stamp, NodeId node)
      throws ConfigException {
    return define(IniFile.parse(name, text), text, stamp, node, Path.of("/"));
  }

  private static ServiceDefinition define(
      IniFile written, String text, Instant stamp, NodeId node, Path home) throws ConfigException {
    String service = Generation.service(written.name());
    Translation file = Translation.of(written, service, home);
    ServiceConf conf = new ServiceConf(file, node, service);
    conf.warnings.addAll(written.problems());
    return conf.define(text, stamp);
  }

  private ServiceDefinition define(String text, Instant stamp) throws ConfigException {
    Keywords all = new Keywords(scoped, "DEFAULT");
    warnings.addAll(all.unknown(known()));
    warnScopes();
    List<String> listed = all.read("nodes", List.of(), ServiceConf::nodeNames);
    List<String> nodes = listed.isEmpty() ? List.of(node.node()) : listed;
    Topology topology = all.read("topology", Topology.FAILOVER, ServiceConf::topology);
    int flexMin = all.number("flex_min", 0, 1);
    int said = all.number("flex_max", 0, 0);
    int flexMax = said == 0 ? nodes.size() : said;
    if (topology == Topology.FLEX && flexMax < flexMin) {
      all.wrong(
          scoped.file().line("DEFAULT"),
          "flex_max = " + flexMax,
          "must not be below flex_min = " + flexMin);
    }
    String app = all.text("app", "");
    String env = all.text("env", "");
    String placement = all.text("placement", "nodes order");
    String orchestrate = all.read("orchestrate", "no", ServiceConf::orchestrate);
    List<String> drpNodes = all.read("drpnodes", List.of(), ServiceConf::nodeNames);
    List<String> encapNodes = all.read("encapnodes", List.of(), ServiceConf::nodeNames);
    String flexPrimary = all.read("flex_primary", nodes.get(0), NodeId::requireName);
    String comment = all.text("comment", "");
    nodes.stream().filter(drpNodes::contains).forEach(each -> twice(each));
    boolean disabled = all.truth("disable", false);
    boolean rollback = all.truth("rollback", !all.truth("disable_rollback", false));
    List<ResourceDefinition> own = resources(encapNodes.contains(node.node()));
    List<ResourceDefinition> resources = new ArrayList<>(own);
    if (!encapNodes.contains(node.node())) {
      resources.addAll(inside(own, encapNodes));
    }
    ResourceDefinition itself =
        ResourceDefinition.service(Manner.ofService(all, scoped.secrets()), all);
    refuse(all, resources);
    return new ServiceDefinition(
        instanceId(),
        Generation.of(scoped.file().name(), !file.readAs().isEmpty()),
        app,
        env,
        topology,
        flexMin,
        flexMax,
        placement,
        orchestrate,
        nodes,
        drpNodes,
        encapNodes,
        flexPrimary,
        comment,
        containerType(own),
        disabled,
        rollback,
        itself,
        List.copyOf(resources),
        stamp,
        sha256(text),
        masked(text),
        file.readAs(),
        List.copyOf(warnings));
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(DEFAULT_KEYWORDS);
    known.addAll(Manner.triggerNames());
    return known;
  }

  /** With all that is wrong in the file, also what alone would only spoil a resource. */
  private void refuse(Keywords all, List<ResourceDefinition> resources) throws ConfigException {
    List<Problem> problems = new ArrayList<>(scoped.file().fatal());
    problems.addAll(all.problems());
    if (problems.isEmpty()) {
      return;
    }
    resources.forEach(each -> problems.addAll(each.problems()));
    problems.sort(Comparator.comparing(Problem::line));
    throw new ConfigException(problems);
  }

  private InstanceId instanceId() throws ConfigException {
    try {
      return new InstanceId(node.cluster(), service, node.node());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          List.of(new Problem(true, scoped.file().name(), 0, "", e.getMessage())));
    }
  }

  private static List<String> nodeNames(String text) {
    List<String> names = Values.words(text);
    names.forEach(NodeId::requireName);
    return names;
  }

  /**
   * @param inside whether this node is a container of the service
   */
  private List<ResourceDefinition> resources(boolean inside) {
    Map<String, Rid> rids = rids();
    List<ResourceDefinition> resources = new ArrayList<>();
    rids.forEach(
        (section, rid) -> {
          ResourceDefinition resource = resource(rid, section, rids.values());
          if (isEncapsulated(resource) == inside) {
            resources.add(resource);
          } else if (inside) {
            warn(section, "is of the host, not of this container");
          }
        });
    return List.copyOf(resources);
  }

  /** What agents inside the containers look after: the same file, read as each of them reads it. */
  private List<ResourceDefinition> inside(List<ResourceDefinition> own, List<String> encapNodes) {
    List<ResourceDefinition> inside = new ArrayList<>();
    Set<String> found = new TreeSet<>();
    for (ResourceDefinition container : own) {
      String guest = guestName(container);
      if (container.rid().group() == ResourceGroup.CONTAINER && encapNodes.contains(guest)) {
        found.add(guest);
        new ServiceConf(file, new NodeId(node.cluster(), guest), service)
            .resources(true)
            .forEach(each -> inside.add(each.in(container, guest)));
      }
    }
    warnOfNobodys(found, encapNodes);
    inside.removeIf(each -> isTaken(each, own));
    return inside;
  }

  /** What the agent inside a container calls itself. */
  private static String guestName(ResourceDefinition container) {
    Keywords keywords = container.keywords();
    return keywords.text("hostname", keywords.text("name", ""));
  }

  private boolean isTaken(ResourceDefinition inside, List<ResourceDefinition> own) {
    boolean taken = own.stream().anyMatch(each -> each.rid().equals(inside.rid()));
    if (taken) {
      String rule = "is also what " + inside.guest().rid() + " inside is called here: rename it";
      warn(inside.rid().toString(), rule);
    }
    return taken;
  }

  private void warnOfNobodys(Set<String> found, List<String> encapNodes) {
    for (String section : scoped.file().sections()) {
      if (section.indexOf('#') > 0 && found.isEmpty() && isEncapsulated(section)) {
        warn(
            section,
            "is of a container of the service: nothing on this host looks at it"
                + (encapNodes.isEmpty() ? ", for there is no encapnodes" : ""));
      }
    }
    Optional<Setting> setting = scoped.raw("DEFAULT", "encapnodes");
    for (String each : encapNodes) {
      if (setting.isPresent() && !found.contains(each)) {
        String rule = "names " + each + ", which no container here has as its name or hostname";
        warnings.add(Problem.warning(scoped.file().name(), setting.get(), rule));
      }
    }
  }

  private Map<String, Rid> rids() {
    Map<String, Rid> rids = new LinkedHashMap<>();
    for (String section : scoped.file().sections()) {
      if (section.equals("DEFAULT") || section.equals("env") || section.startsWith("subset#")) {
        continue;
      }
      try {
        rids.put(section, Rid.parse(section));
      } catch (IllegalArgumentException e) {
        warn(section, noResource(section, e.getMessage()));
      }
    }
    return rids;
  }

  private void twice(String node) {
    scoped
        .raw("DEFAULT", "drpnodes")
        .ifPresent(
            drp ->
                warnings.add(
                    Problem.warning(
                        scoped.file().name(), drp, "names " + node + ", which is in nodes too")));
  }

  private static String noResource(String section, String rule) {
    return NO_RESOURCES.contains(section.replaceFirst("#.*", ""))
        ? "is known and does nothing here"
        : rule;
  }

  private static boolean isEncapsulated(ResourceDefinition resource) {
    return isEncapsulated(resource.keywords());
  }

  private boolean isEncapsulated(String section) {
    return isEncapsulated(new Keywords(scoped, section));
  }

  private static boolean isEncapsulated(Keywords keywords) {
    return keywords.words("tags").contains("encap") || keywords.truth("encap", false);
  }

  private void warn(String section, String rule) {
    IniFile today = scoped.file();
    warnings.add(new Problem(false, today.name(), today.line(section), "[" + section + "]", rule));
  }

  private void warnScopes() {
    IniFile today = scoped.file();
    for (String section : today.sections()) {
      for (Setting each : today.settings(section)) {
        if (scoped.isNobody(each.scope())) {
          String rule =
              "counts nowhere: " + each.scope() + " is none of its nodes, and no set of them";
          warnings.add(Problem.warning(today.name(), each, rule));
        }
      }
    }
  }

  private ResourceDefinition resource(Rid rid, String section, Collection<Rid> all) {
    Keywords keywords = new Keywords(scoped, section);
    List<String> tags = keywords.words("tags");
    String subset = keywords.text("subset", "");
    return new ResourceDefinition(
        rid,
        type(rid.group(), keywords.text("type", "")),
        keywords.truth("optional", false) || tags.contains(ResourceDefinition.NO_ACTION),
        keywords.truth("disable", false),
        keywords.truth("standby", false),
        keywords.truth("monitor", false),
        keywords.number("restart", 0, 0),
        subset,
        isParallel(rid.group(), subset, keywords),
        tags,
        rid.group() == ResourceGroup.IP ? follows(keywords, all) : null,
        null,
        Manner.read(keywords, all, scoped.secrets()),
        keywords);
  }

  /** {@code [subset#fs:a]} says it of the resources of group fs in subset a. */
  private boolean isParallel(ResourceGroup group, String subset, Keywords of) {
    if (subset.isEmpty()) {
      return false;
    }
    Keywords keywords = new Keywords(scoped, "subset#" + group.wire() + ':' + subset);
    boolean parallel = keywords.truth("parallel", false);
    keywords.problems().forEach(each -> of.wrong(each.line(), each.setting(), each.rule()));
    for (Problem each : keywords.unknown(SUBSET_KEYWORDS)) {
      if (!warnings.contains(each)) {
        warnings.add(each);
      }
    }
    return parallel;
  }

  /** The container in whose network an address is; a network of another kind is no resource. */
  private static Rid follows(Keywords keywords, Collection<Rid> all) {
    String named = keywords.text("container_rid", keywords.text("netns", ""));
    return all.stream().filter(each -> each.toString().equals(named)).findFirst().orElse(null);
  }

  /** {@code type = ext4} in {@code [fs#0]} is the driver fs.ext4; each group has its usual one. */
  private static String type(ResourceGroup group, String type) {
    if (!type.isEmpty()) {
      return type.startsWith(group.wire() + ".") ? type : group.wire() + "." + type;
    }
    return switch (group) {
      case IP -> "ip.host";
      case APP -> "app.forking";
      case TASK -> "task.host";
      case DISK -> "disk.vg";
      case SHARE -> "share.nfs";
      case SYNC -> "sync.rsync";
      case FS, CONTAINER, OTHER -> group.wire();
    };
  }

  private static String containerType(List<ResourceDefinition> resources) {
    return resources.stream()
        .filter(resource -> resource.rid().group() == ResourceGroup.CONTAINER)
        .map(resource -> resource.type().replaceFirst("^container\\.", ""))
        .findFirst()
        .orElse("hosted");
  }

  private static Topology topology(String text) {
    return switch (text) {
      case "failover" -> Topology.FAILOVER;
      case "flex" -> Topology.FLEX;
      default -> throw new IllegalArgumentException("must be failover or flex");
    };
  }

  private static String orchestrate(String text) {
    return switch (text) {
      case "no", "start", "ha" -> text;
      default -> throw new IllegalArgumentException("must be no, start or ha");
    };
  }

  private String masked(String text) {
    return scoped.masked(Secrets.maskCommands(SECRET.matcher(text).replaceAll("$1***")));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
