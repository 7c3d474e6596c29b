package io.vigie.streams.instance;

import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.Rid;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An instance's resources to bytes and back. */
final class ResourceCodec {
  private static final int OPTIONAL = 1;
  private static final int DISABLED = 2;
  private static final int STANDBY = 4;
  private static final int MONITORED = 8;
  private static final int PROVISIONED_KNOWN = 16;
  private static final int PROVISIONED = 32;

  private ResourceCodec() {}

  static void write(BinaryWriter out, Map<Rid, ResourceStatus> resources) {
    out.number(resources.size());
    resources.forEach(
        (rid, resource) -> {
          out.text(rid.toString())
              .number(resource.status().ordinal())
              .number(flags(resource))
              .text(resource.type())
              .text(resource.label())
              .number(resource.log().size());
          resource.log().forEach(line -> out.number(line.level().ordinal()).text(line.text()));
        });
  }

  static Map<Rid, ResourceStatus> read(BinaryReader in) {
    int size = in.count();
    Map<Rid, ResourceStatus> resources = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      Rid rid = Rid.read(in.text());
      resources.put(rid, resource(in));
    }
    return resources;
  }

  private static ResourceStatus resource(BinaryReader in) {
    var status = InstanceCodec.availability(in);
    int flags = in.count();
    return new ResourceStatus(
        status,
        in.text(),
        in.text(),
        (flags & OPTIONAL) != 0,
        (flags & DISABLED) != 0,
        (flags & STANDBY) != 0,
        (flags & MONITORED) != 0,
        (flags & PROVISIONED_KNOWN) == 0 ? null : (flags & PROVISIONED) != 0,
        log(in));
  }

  private static List<StatusLine> log(BinaryReader in) {
    int size = in.count();
    List<StatusLine> log = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      log.add(new StatusLine(LogLevel.values()[in.count()], in.text()));
    }
    return log;
  }

  private static int flags(ResourceStatus resource) {
    int flags = resource.optional() ? OPTIONAL : 0;
    flags |= resource.disabled() ? DISABLED : 0;
    flags |= resource.standby() ? STANDBY : 0;
    flags |= resource.monitored() ? MONITORED : 0;
    if (resource.provisioned() != null) {
      flags |= PROVISIONED_KNOWN | (resource.provisioned() ? PROVISIONED : 0);
    }
    return flags;
  }
}
