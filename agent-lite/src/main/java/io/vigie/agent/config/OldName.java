package io.vigie.agent.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name of before, and what it reads as today. The table is all there is: it reads files, tells
 * people what became of their words, and is printed in {@code docs/service-files.md}.
 *
 * @param where the section: {@code DEFAULT}, a group, a group with its type, {@code *} for any
 *     resource; the written title for one that has another title today
 * @param old keyword; with {@code = value} where only that value has another name; empty for the
 *     section itself
 * @param now name, value or type of today
 */
record OldName(String where, String old, Reading reading, String now) {
  enum Reading {
    /** A resource of that group and type. */
    SECTION,
    /** Another keyword, with the same value. */
    KEYWORD,
    /** The same keyword, with another value. */
    VALUE,
    /** True on the nodes it lists. */
    ON_NODES,
    /** The keyword of today with what it says behind the others. */
    ADDED,
    /** The first of the nodes, and the service starts there with the node. */
    FIRST_NODE,
    /** A container resource of the service. */
    CONTAINER,
    /** A number is a place in the order, true the script with the word of today. */
    SCRIPT,
    /** What those call. */
    PROGRAM
  }

  static final List<OldName> TABLE =
      List.of(
          new OldName("default", "", Reading.SECTION, "DEFAULT"),
          new OldName("drbd", "", Reading.SECTION, "disk.drbd"),
          new OldName("loop", "", Reading.SECTION, "disk.loop"),
          new OldName("pool", "", Reading.SECTION, "disk.zpool"),
          new OldName("vdisk", "", Reading.SECTION, "disk.vdisk"),
          new OldName("vg", "", Reading.SECTION, "disk.vg"),
          new OldName("vmdg", "", Reading.SECTION, "disk.ldom"),
          new OldName("DEFAULT", "affinity", Reading.KEYWORD, "hard_affinity"),
          new OldName("DEFAULT", "anti_affinity", Reading.KEYWORD, "hard_anti_affinity"),
          new OldName("DEFAULT", "autostart_node", Reading.FIRST_NODE, "orchestrate = start"),
          new OldName("DEFAULT", "cluster_type", Reading.KEYWORD, "topology"),
          new OldName("DEFAULT", "cluster_type = allactive", Reading.VALUE, "flex"),
          new OldName("DEFAULT", "cluster_type = autoflex", Reading.VALUE, "flex"),
          new OldName("DEFAULT", "docker_data_dir", Reading.KEYWORD, "container_data_dir"),
          new OldName("DEFAULT", "drpnode", Reading.ADDED, "drpnodes"),
          new OldName("DEFAULT", "flex_max_nodes", Reading.KEYWORD, "flex_max"),
          new OldName("DEFAULT", "flex_min_nodes", Reading.KEYWORD, "flex_min"),
          new OldName("DEFAULT", "mode", Reading.CONTAINER, "type"),
          new OldName("DEFAULT", "service_type", Reading.KEYWORD, "env"),
          new OldName("DEFAULT", "topology = autoflex", Reading.VALUE, "flex"),
          new OldName("DEFAULT", "vm_name", Reading.CONTAINER, "name"),
          new OldName("*", "always_on", Reading.ON_NODES, "standby"),
          new OldName("*", "disable_on", Reading.ON_NODES, "disable"),
          new OldName("*", "monitor_on", Reading.ON_NODES, "monitor"),
          new OldName("*", "optional_on", Reading.ON_NODES, "optional"),
          new OldName("app", "check", Reading.SCRIPT, "status"),
          new OldName("app", "info", Reading.SCRIPT, "info"),
          new OldName("app", "script", Reading.PROGRAM, "start, stop, check and info"),
          new OldName("app", "start", Reading.SCRIPT, "start"),
          new OldName("app", "stop", Reading.SCRIPT, "stop"),
          new OldName("container", "net", Reading.KEYWORD, "netns"),
          new OldName("container", "run_command", Reading.KEYWORD, "command"),
          new OldName("container", "run_image", Reading.KEYWORD, "image"),
          new OldName("disk", "type = lvm", Reading.VALUE, "vg"),
          new OldName("disk", "type = veritas", Reading.VALUE, "vxdg"),
          new OldName("disk.vg", "vgname", Reading.KEYWORD, "name"),
          new OldName("disk.zpool", "poolname", Reading.KEYWORD, "name"),
          new OldName("fs", "type = none", Reading.VALUE, "bind"),
          new OldName("ip", "container_rid", Reading.KEYWORD, "netns"),
          new OldName("ip", "type = docker", Reading.VALUE, "netns"));

  private static final Map<String, List<OldName>> BY_KEYWORD =
      TABLE.stream().collect(Collectors.groupingBy(OldName::keyword));

  /** The section row for that group of a title. */
  static Optional<OldName> section(String group) {
    return of("").filter(each -> each.where.equals(group)).findFirst();
  }

  /** The rows of a keyword; for an empty one those of sections. */
  static Stream<OldName> of(String keyword) {
    return BY_KEYWORD.getOrDefault(keyword, List.of()).stream();
  }

  private String keyword() {
    return old.replaceFirst(" = .*", "");
  }

  /** Of its keyword's settings, whether it is this one: a value may count too. */
  boolean is(Setting setting) {
    return reading != Reading.VALUE || old.endsWith(" = " + setting.value());
  }

  /**
   * @param type of the resource with its group, or {@code DEFAULT}
   */
  boolean isFor(String type) {
    return where.equals(type)
        || type.startsWith(where + ".")
        || where.equals("*") && !type.equals(Scoped.DEFAULT);
  }

  /** As it stands in a file, for a table. */
  String written() {
    if (reading == Reading.SECTION) {
      return where.equals("default") ? "`[default]`" : "`[" + where + "#…]`";
    }
    String keyword = '`' + old + '`';
    return switch (where) {
      case "*" -> keyword + " of any resource";
      case Scoped.DEFAULT -> keyword + " of the service";
      default -> keyword + " of `" + where + '`';
    };
  }

  /** What it reads as, for a table. */
  String means() {
    return switch (reading) {
      case SECTION -> now.equals(Scoped.DEFAULT) ? "`[DEFAULT]`" : "a resource `" + now + "`";
      case KEYWORD -> "`" + now + "`";
      case VALUE -> "`" + now + "`";
      case ON_NODES -> "`" + now + "@NODE = true` for each it lists";
      case ADDED -> "one more of `" + now + "`";
      case FIRST_NODE -> "`" + now + "`, and that node is the first of `nodes`";
      case CONTAINER -> "`" + now + "` of a resource `[container#0]`; `mode = hosted` makes none";
      case PROGRAM -> "what " + now + " call; without a path it lies in `NAME.d`";
      case SCRIPT ->
          "beside `script`: `SCRIPT "
              + now
              + (now.equals("start") ? "`; its number is `subset`, the order" : "`");
    };
  }
}
