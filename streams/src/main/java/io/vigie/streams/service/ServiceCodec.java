package io.vigie.streams.service;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.service.ServiceSubject;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was last published of a service, to bytes and back. */
final class ServiceCodec {
  /** Version 1 knew no groups, version 2 not where it warns. */
  private static final int VERSION = 3;

  private ServiceCodec() {}

  static byte[] encode(ServiceHealth shown, List<String> lastUpOn) {
    BinaryWriter out = new BinaryWriter(VERSION);
    out.number(shown.n())
        .flag(shown.removed())
        .number(shown.avail().ordinal())
        .number(shown.overall().ordinal())
        .flag(shown.stale())
        .flag(shown.frozen())
        .flag(shown.misplaced())
        .number(shown.since().toEpochMilli())
        .number(shown.knownFrom().toEpochMilli())
        .text(shown.app())
        .text(shown.env())
        .text(shown.containerType())
        .number(shown.topology().ordinal())
        .number(shown.flexMin())
        .number(shown.flexMax())
        .texts(shown.nodes())
        .texts(shown.upNodes())
        .texts(shown.warnNodes())
        .texts(shown.lastKnownUpOn())
        .number(shown.instances())
        .text(shown.action())
        .number(shown.groups().size());
    shown.groups().forEach((group, status) -> out.text(group.wire()).number(status.ordinal()));
    // the last field: earlier programs read past it
    return out.texts(lastUpOn).bytes();
  }

  /** Whether an earlier version of the program wrote it. */
  static boolean earlier(byte[] bytes) {
    return new BinaryReader("service", VERSION, bytes).version() < VERSION;
  }

  static ServiceHealth decode(String id, byte[] bytes) {
    return shown(id, new BinaryReader("service", VERSION, bytes));
  }

  /** Where it served last. */
  static List<String> lastUpOn(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader("service", VERSION, bytes);
    ServiceHealth shown = shown(id, in);
    return in.hasMore() ? in.texts() : ServiceSubject.serving(shown);
  }

  private static ServiceHealth shown(String id, BinaryReader in) {
    return new ServiceHealth(
        ServiceId.parse(id),
        in.number(),
        in.flag(),
        Availability.values()[in.count()],
        Availability.values()[in.count()],
        in.flag(),
        in.flag(),
        in.flag(),
        Instant.ofEpochMilli(in.number()),
        Instant.ofEpochMilli(in.number()),
        in.text(),
        in.text(),
        in.text(),
        Topology.values()[in.count()],
        in.count(),
        in.count(),
        in.texts(),
        in.texts(),
        in.version() >= 3 ? in.texts() : List.of(),
        in.texts(),
        in.count(),
        in.text(),
        in.version() >= 2 ? groups(in) : Map.of(),
        null,
        "");
  }

  private static Map<ResourceGroup, Availability> groups(BinaryReader in) {
    Map<ResourceGroup, Availability> groups = new EnumMap<>(ResourceGroup.class);
    for (int left = in.count(); left > 0; left--) {
      groups.put(ResourceGroup.read(in.text()), Availability.values()[in.count()]);
    }
    return groups;
  }
}
