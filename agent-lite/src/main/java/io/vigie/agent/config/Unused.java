package io.vigie.agent.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keywords that files have with reason, and that nothing here acts on: told as such, not as an
 * error of spelling.
 *
 * @param names those; a star stands for whatever is before or behind
 * @param why for the person who wrote one
 */
record Unused(List<String> names, String why) {
  static final List<Unused> TABLE =
      List.of(
          of(
              "scsireserv prkey no_preempt_abort promote_rw",
              "no disk is reserved here: nothing but this agent keeps another node off it"),
          of("*schedule sync_interval sync_period sync_days", "this agent keeps times of its own"),
          of("create_pg pg_*", "nobody's share of a machine is limited here"),
          of(
              "hard_affinity soft_affinity hard_anti_affinity soft_anti_affinity constraints"
                  + " parents children slaves scale priority flex_target flex_cpu_* stonith"
                  + " monitor_action pre_monitor_action",
              "nothing here decides where or when a service runs"),
          of(
              "size mkfs_opt vg pvs options create_options shared provision unprovision"
                  + " provisioner",
              "this driver makes and destroys nothing"),
          of(
              "kind namespace lock_timeout stat_timeout status_timeout"
                  + " drp_type drnoaction show_disabled guest_os"
                  + " vm_uuid info_timeout restart_delay container_data_dir"
                  + " docker_* aws* comp_* push_* dns_* wait_dns expose alias gateway network"
                  + " presnap_trigger postsnap_trigger",
              "is known and does nothing here"),
          of(
              "*_requires pre_* post_* blocking_*",
              "counts for a resource and an action that it has, and not here"));

  private static Unused of(String names, String why) {
    return new Unused(List.of(names.split(" ")), why);
  }

  /** What to say of a keyword that nothing reads; empty where it is none that people know. */
  static Optional<String> says(String keyword) {
    return TABLE.stream()
        .filter(each -> each.names.stream().anyMatch(name -> fits(name, keyword)))
        .findFirst()
        .map(Unused::why);
  }

  private static boolean fits(String name, String keyword) {
    if (name.startsWith("*")) {
      return keyword.endsWith(name.substring(1));
    }
    return name.endsWith("*")
        ? keyword.startsWith(name.substring(0, name.length() - 1))
        : keyword.equals(name);
  }

  /** The names, for a table. */
  String shown() {
    return names.stream().map(each -> '`' + each + '`').collect(Collectors.joining(", "));
  }
}
