package io.vigie.streams.service;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ServiceClaim;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/**
 * What a cluster says its service adds up to, as it was heard last.
 *
 * @param install installation that sent it
 */
record Claim(ServiceClaim said, Order order, String install) {
  private static final int VERSION = 1;

  static Claim of(ServiceClaim said, Stamp stamp) {
    return new Claim(said, stamp.order(), stamp.install());
  }

  byte[] encode() {
    return new BinaryWriter(VERSION)
        .number(order.epoch())
        .number(order.seq())
        .text(install)
        .text(said.by().toString())
        .text(said.avail().wire())
        .text(said.overall().wire())
        .number(said.at().toEpochMilli())
        .bytes();
  }

  static Claim decode(String service, byte[] bytes) {
    BinaryReader in = new BinaryReader("service claim", VERSION, bytes);
    Order order = new Order(in.number(), in.number());
    String install = in.text();
    return new Claim(
        new ServiceClaim(
            ServiceId.parse(service),
            NodeId.parse(in.text()),
            Availability.parse(in.text()),
            Availability.parse(in.text()),
            Instant.ofEpochMilli(in.number())),
        order,
        install);
  }
}
