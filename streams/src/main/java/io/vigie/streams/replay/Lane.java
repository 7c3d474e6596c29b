package io.vigie.streams.replay;

import io.vigie.streams.flow.Admitted;
import io.vigie.streams.pulse.PulseClock;
import java.util.LinkedHashSet;
import java.util.Set;

/** A partition: its time, and what of it is to be looked at. */
final class Lane {
  final int partition;
  final PulseClock services = new PulseClock();
  final PulseClock nodes = new PulseClock();

  /** To be looked at with the next pulse, for something about their nodes changed. */
  final Set<ServiceState> again = new LinkedHashSet<>();

  boolean allServices;
  boolean allNodes;

  /** A change is told by records of instances and of services: those of a moment count as one. */
  final Set<ServiceState> moving = new LinkedHashSet<>();

  Admitted last;

  Lane(int partition) {
    this.partition = partition;
  }

  void lookAtAll() {
    allServices = true;
    allNodes = true;
  }
}
