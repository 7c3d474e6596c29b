package io.vigie.streams.alert;

import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.util.List;

/** Whom an alert concerns. */
record About(String env, boolean production, List<String> apps, ServiceId service, NodeId node) {
  static About of(Subject subject, Finding finding) {
    return new About(
        subject.env(),
        subject.production(),
        subject.apps(),
        subject.service(),
        finding.node() == null ? subject.node() : finding.node());
  }
}
