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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code services/NAME.conf}. A resource that is wrong is kept with its problem. */
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
          "id");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern SECRET =
      Pattern.compile(
          "(?mi)^(\\s*[\\w@.-]*(?:password|passwd|secret|token|key)[\\w@.-]*\\s*[=:]\\s*)\\S.*$");

  private final Scoped scoped;
  private final NodeId node;
  private final String service;
  private final List<Problem> warnings = new ArrayList<>();

  private ServiceConf(IniFile file, NodeId node, String service) {
    this.node = node;
    this.service = service;
    scoped =
        new Scoped(
            file,
            node.node(),
            Map.of(
                "nodename",
                node.node(),
                "svcname",
                service,
                "name",
                service,
                "clustername",
                node.cluster()));
  }

  /**
   * @throws ConfigException when the service as a whole cannot be used; nothing is thrown for a bad
   *     resource
   */
  public static ServiceDefinition read(Path path, NodeId node) throws ConfigException, IOException {
    String name = path.getFileName().toString();
    String text = TextFile.read(path, name);
    Instant stamp = Files.getLastModifiedTime(path).toInstant();
    return parse(name, text, stamp, node);
  }

  /**
   * @param name of the file, {@code NAME.conf}: what stands before {@code .conf} is the service
   */
  public static ServiceDefinition parse(String name, String text, Instant stamp, NodeId node)
      throws ConfigException {
    IniFile file = IniFile.parse(name, text);
    ServiceConf conf = new ServiceConf(file, node, name.replaceFirst("\\.conf$", ""));
    conf.warnings.addAll(file.problems());
    return conf.define(text, stamp);
  }

  private ServiceDefinition define(String text, Instant stamp) throws ConfigException {
    Keywords all = new Keywords(scoped, "DEFAULT");
    warnings.addAll(all.unknown(DEFAULT_KEYWORDS));
    List<String> listed = all.words("nodes");
    List<String> nodes = listed.isEmpty() ? List.of(node.node()) : listed;
    Topology topology = all.read("topology", Topology.FAILOVER, ServiceConf::topology);
    int flexMin = all.number("flex_min", 0, 1);
    int flexMax = all.number("flex_max", 0, nodes.size());
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
    List<String> drpNodes = all.words("drpnodes");
    String comment = all.text("comment", "");
    boolean disabled = all.truth("disable", false);
    List<ResourceDefinition> resources = resources();
    refuse(all, resources);
    return new ServiceDefinition(
        instanceId(),
        app,
        env,
        topology,
        flexMin,
        flexMax,
        placement,
        orchestrate,
        nodes,
        drpNodes,
        comment,
        containerType(resources),
        disabled,
        resources,
        stamp,
        sha256(text),
        SECRET.matcher(text).replaceAll("$1***"),
        List.copyOf(warnings));
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

  private List<ResourceDefinition> resources() {
    List<ResourceDefinition> resources = new ArrayList<>();
    for (String section : scoped.file().sections()) {
      if (section.equals("DEFAULT") || section.equals("env") || section.startsWith("subset#")) {
        continue;
      }
      Rid rid;
      try {
        rid = Rid.parse(section);
      } catch (IllegalArgumentException e) {
        warnings.add(
            new Problem(
                false,
                scoped.file().name(),
                scoped.file().line(section),
                "[" + section + "]",
                e.getMessage()));
        continue;
      }
      resources.add(resource(rid, section));
    }
    return List.copyOf(resources);
  }

  private ResourceDefinition resource(Rid rid, String section) {
    Keywords keywords = new Keywords(scoped, section);
    List<String> tags = keywords.words("tags");
    Duration timeout = keywords.duration("timeout", DEFAULT_TIMEOUT);
    return new ResourceDefinition(
        rid,
        type(rid.group(), keywords.text("type", "")),
        keywords.truth("optional", false),
        keywords.truth("disable", false) || tags.contains("nostatus"),
        keywords.truth("standby", false),
        keywords.truth("monitor", false),
        keywords.text("subset", ""),
        tags,
        keywords.duration("start_timeout", timeout),
        keywords.duration("stop_timeout", timeout),
        keywords);
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
      case DISK, FS, SHARE, CONTAINER, SYNC, OTHER -> group.wire();
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
