package io.vigie.streams.service;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/** What was last published of a service, to bytes and back. */
final class ServiceCodec {
  private static final int VERSION = 1;

  private ServiceCodec() {}

  static byte[] encode(ServiceHealth shown) {
    return new BinaryWriter(VERSION)
        .number(shown.n())
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
        .texts(shown.lastKnownUpOn())
        .number(shown.instances())
        .text(shown.action())
        .bytes();
  }

  static ServiceHealth decode(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader("service", VERSION, bytes);
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
        in.texts(),
        in.count(),
        in.text(),
        null,
        "");
  }
}
