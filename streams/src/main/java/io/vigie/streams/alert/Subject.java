package io.vigie.streams.alert;

import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.util.List;
import java.util.Map;

/** What alerts are about: a service, a node, a site, with what decides who is concerned. */
public interface Subject {
  /** The environment that is production. */
  String PRODUCTION = "PRD";

  String anchor();

  /** It is no more: whatever was open about it ends. */
  boolean gone();

  String env();

  boolean production();

  List<String> apps();

  /** Null when it is none. */
  ServiceId service();

  /** Null when it is none. */
  NodeId node();

  /** The fields that decide, before the record in hand. */
  Map<String, String> before();

  /** The fields that decide, now. */
  Map<String, String> now();
}
