package io.vigie.streams.alert.service;

import io.vigie.streams.alert.Watch;
import java.util.List;

/** What can be wrong with a service. */
public final class ServiceKinds {
  private ServiceKinds() {}

  /** Whether a service serves excludes whether it serves well: the first that holds stands. */
  public static List<List<Watch<ServiceSubject>>> all() {
    return List.of(
        List.of(
            new ServiceSplit(),
            new ServiceUnavailable(),
            new FlexOutOfRange(),
            new ServiceDegraded()),
        List.of(new ServiceMisplaced()),
        List.of(new ServiceFrozen()),
        List.of(new StatusDisagreement()),
        List.of(new InstanceStale()),
        List.of(new ConfigDiffers()),
        List.of(new ActionFailed()),
        List.of(new ActionStuck()),
        List.of(new SyncFailed()),
        List.of(new SyncLate()));
  }
}
