package io.vigie.streams.instance;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.wire.Order;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instances to bytes and back, in the service stage's store. */
public final class InstanceCodec {
  /** Version 1 knew no servedElsewhere. */
  private static final int VERSION = 2;

  private InstanceCodec() {}

  public static byte[] encode(Instance instance) {
    BinaryWriter out = new BinaryWriter(VERSION);
    report(out, instance.report());
    out.flag(instance.aged()).flag(instance.superseded());
    InstanceHealth shown = instance.shown();
    out.flag(shown != null);
    if (shown != null) {
      out.number(shown.n())
          .flag(shown.removed())
          .number(shown.avail().ordinal())
          .number(shown.overall().ordinal())
          .flag(shown.trusted())
          .flag(shown.stale())
          .text(shown.staleReason())
          .flag(shown.misplaced())
          .flag(shown.servedElsewhere())
          .number(shown.since().toEpochMilli())
          .number(shown.knownFrom().toEpochMilli());
      spans(out, instance.spans());
    }
    return out.bytes();
  }

  /**
   * @param id {@code cluster/service@node}
   * @param place where in its node's order it was heard last; null when an earlier version, which
   *     kept none, wrote the bytes
   * @throws IllegalArgumentException when the bytes are of a newer version or cut
   */
  public static Instance decode(String id, byte[] bytes, byte[] place) {
    BinaryReader in = new BinaryReader("instance", VERSION, bytes);
    InstanceId instanceId = InstanceId.parse(id);
    Report written = report(in, instanceId);
    Report report = place == null ? written : PlaceCodec.decode(written, place);
    boolean aged = in.flag();
    boolean superseded = in.flag();
    if (!in.flag()) {
      return Instance.stored(instanceId, report, aged, superseded, null, new TreeMap<>());
    }
    Instance held = new Instance(instanceId, report);
    InstanceHealth shown = shown(in, held);
    return Instance.stored(instanceId, report, aged, superseded, shown, spans(in));
  }

  private static void report(BinaryWriter out, Report report) {
    InstanceStatus status = report.status();
    out.flag(report.heard())
        .number(report.order().epoch())
        .number(report.order().seq())
        .text(report.install())
        .number(report.appendedMillis())
        .number(report.time() == null ? 0 : report.time().toEpochMilli())
        .number(status.avail().ordinal())
        .number(status.overall().ordinal())
        .text(status.app())
        .text(status.env())
        .text(status.nodeEnv())
        .text(status.containerType())
        .number(status.topology().ordinal())
        .number(status.flexMin())
        .number(status.flexMax())
        .text(status.placement())
        .texts(status.nodes())
        .flag(status.frozen())
        .flag(status.provisioned())
        .text(status.action())
        .text(status.monitor())
        .number(status.refreshSeconds())
        .flag(status.removed())
        .texts(status.supersedes());
    ResourceCodec.write(out, status.resources());
  }

  private static Report report(BinaryReader in, InstanceId id) {
    boolean heard = in.flag();
    Order order = new Order(in.number(), in.number());
    String install = in.text();
    long appended = in.number();
    long time = in.number();
    InstanceStatus status =
        new InstanceStatus(
            id,
            availability(in),
            availability(in),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            Topology.values()[in.count()],
            in.count(),
            in.count(),
            in.text(),
            in.texts(),
            in.flag(),
            in.flag(),
            in.text(),
            in.text(),
            in.count(),
            0,
            in.flag(),
            in.texts(),
            ResourceCodec.read(in));
    return new Report(
        status, heard, order, install, appended, heard ? Instant.ofEpochMilli(time) : null);
  }

  private static InstanceHealth shown(BinaryReader in, Instance held) {
    InstanceStatus status = held.report().status();
    long n = in.number();
    boolean removed = in.flag();
    Availability avail = availability(in);
    Availability overall = availability(in);
    boolean trusted = in.flag();
    boolean stale = in.flag();
    String staleReason = in.text();
    boolean misplaced = in.flag();
    boolean servedElsewhere = in.version() >= 2 && in.flag();
    Instant since = Instant.ofEpochMilli(in.number());
    Instant knownFrom = Instant.ofEpochMilli(in.number());
    return new InstanceHealth(
        held.id(),
        n,
        removed,
        avail,
        overall,
        trusted,
        stale,
        staleReason,
        status.frozen(),
        status.provisioned(),
        since,
        knownFrom,
        null,
        status.app(),
        status.env(),
        status.nodeEnv(),
        status.containerType(),
        status.topology(),
        status.nodes(),
        misplaced,
        servedElsewhere,
        status.action(),
        status.monitor(),
        removed ? Map.of() : held.fold().groups(),
        removed ? Map.of() : status.resources(),
        null,
        List.of(),
        "");
  }

  private static void spans(BinaryWriter out, Map<Rid, Span> spans) {
    out.number(spans.size());
    spans.forEach(
        (rid, span) ->
            out.text(rid.toString())
                .number(span.status().ordinal())
                .number(span.n())
                .number(span.since().toEpochMilli())
                .number(span.knownFrom().toEpochMilli()));
  }

  private static Map<Rid, Span> spans(BinaryReader in) {
    int size = in.count();
    Map<Rid, Span> spans = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      Rid rid = Rid.read(in.text());
      spans.put(
          rid,
          new Span(
              availability(in),
              in.number(),
              Instant.ofEpochMilli(in.number()),
              Instant.ofEpochMilli(in.number())));
    }
    return spans;
  }

  static Availability availability(BinaryReader in) {
    return Availability.values()[in.count()];
  }
}
