package io.vigie.streams.service;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.wire.Order;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/** Configurations to bytes and back, in the service stage's store. */
final class ConfigCodec {
  private static final int VERSION = 1;

  private ConfigCodec() {}

  static byte[] encode(Config held) {
    ServiceConfig config = held.config();
    return new BinaryWriter(VERSION)
        .number(held.order().epoch())
        .number(held.order().seq())
        .text(held.install())
        .text(config.app())
        .text(config.env())
        .number(config.topology().ordinal())
        .text(config.orchestrate())
        .text(config.placement())
        .number(config.flexMin())
        .number(config.flexMax())
        .texts(config.nodes())
        .texts(config.drpNodes())
        .number(config.stamp().getEpochSecond())
        .number(config.stamp().getNano())
        .text(config.checksum())
        .bytes();
  }

  static Config decode(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader("service configuration", VERSION, bytes);
    Order order = new Order(in.number(), in.number());
    String install = in.text();
    ServiceConfig config =
        new ServiceConfig(
            InstanceId.parse(id),
            in.text(),
            in.text(),
            Topology.values()[in.count()],
            in.text(),
            in.text(),
            in.count(),
            in.count(),
            in.texts(),
            in.texts(),
            null,
            Instant.ofEpochSecond(in.number(), in.number()),
            in.text(),
            null);
    return new Config(config, order, install);
  }
}
