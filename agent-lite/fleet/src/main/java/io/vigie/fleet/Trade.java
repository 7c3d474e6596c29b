package io.vigie.fleet;

import java.util.List;

/**
 * What a cluster does for a living.
 *
 * @param word begins the names of its nodes
 * @param apps application codes its services may belong to
 * @param services names of services, a number or an app's name follows
 * @param kit resources of each: {@code rid driver label}, where {@code %s} is the service's name
 */
enum Trade {
  MAIL(
      "mail",
      "unix",
      List.of("MESS"),
      List.of("imap", "smtp", "pop", "webmail", "listes"),
      false,
      List.of(
          "ip#0 ip.host %s.mess.example on bond0",
          "disk#0 disk.lvm vg_%s",
          "fs#0 fs.ext4 /dev/vg_%s/data on /srv/%s",
          "app#0 app.forking dovecot %s",
          "sync#nodes sync.rsync /etc/%s to nodes")),
  WEB(
      "web",
      "web",
      List.of("SITE", "EXTR", "INTR", "CRM", "CARTO"),
      List.of("www", "extranet", "portail", "api", "boutique"),
      true,
      List.of(
          "fs#0 fs.xfs /dev/vg_%s/www on /srv/%s",
          "app#0 app.forking nginx %s",
          "app#1 app.simple tomcat %s",
          "sync#nodes sync.rsync /srv/%s to nodes")),
  DATABASE(
      "db",
      "dba",
      List.of("PAIE", "SIRH", "COMPTA", "FACT", "STOCK", "CRM", "BI"),
      List.of("oracle", "pgsql", "mysql", "entrepot"),
      false,
      List.of(
          "ip#0 ip.host %s.db.example on bond0",
          "disk#0 disk.lvm vg_%s",
          "fs#data fs.xfs /dev/vg_%s/data on /srv/%s/data",
          "fs#log fs.xfs /dev/vg_%s/log on /srv/%s/log",
          "app#0 app.forking instance %s",
          "sync#nodes sync.rsync /srv/%s/conf to nodes",
          "sync#drp sync.rsync snapshot of /srv/%s/data to drpnodes")),
  FILES(
      "nas",
      "stockage",
      List.of("BUREAU", "GED", "SAUV", "ECHG"),
      List.of("samba", "nfs", "ftp", "ged"),
      false,
      List.of(
          "ip#0 ip.host %s.nas.example on bond1",
          "disk#0 disk.lvm vg_%s",
          "fs#0 fs.ext4 /dev/vg_%s/data on /export/%s",
          "share#0 share.nfs /export/%s",
          "app#0 app.simple smbd %s",
          "sync#drp sync.rsync snapshot of /export/%s to drpnodes")),
  INFRA(
      "infra",
      "reseau",
      List.of("ANNU", "DNS", "PROX", "SUPV"),
      List.of("ldap", "dns", "proxy", "ntp"),
      true,
      List.of(
          "ip#0 ip.host %s.infra.example on eth0",
          "app#0 app.simple %s", "task#0 task.host purge %s")),
  GUESTS(
      "virt",
      "virtu",
      List.of("TICK", "FORGE", "PLAN", "LOGI"),
      List.of("forge", "tickets", "planning", "logistique"),
      false,
      List.of(
          "ip#0 ip.host %s.apps.example on br0",
          "disk#0 disk.drbd %s",
          "fs#0 fs.ext4 /dev/drbd/%s on /srv/%s",
          "container#0 container.lxc %s",
          "app#0 app.forking %s"));

  final String word;
  final String team;
  final List<String> apps;
  final List<String> services;
  final boolean flex;
  final List<String> kit;

  /** Whether its services copy their data to another site. */
  boolean isCopiedFar() {
    return kit.stream().anyMatch(line -> line.startsWith("sync#drp "));
  }

  Trade(
      String word,
      String team,
      List<String> apps,
      List<String> services,
      boolean flex,
      List<String> kit) {
    this.word = word;
    this.team = team;
    this.apps = apps;
    this.services = services;
    this.flex = flex;
    this.kit = kit;
  }
}
