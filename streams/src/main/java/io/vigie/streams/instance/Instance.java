package io.vigie.streams.instance;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.ServiceFold;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import io.vigie.streams.flow.NodeMove;
import java.util.Map;
import java.util.TreeMap;

/** One service on one node in the task's memory. Only its stage's thread touches it. */
public final class Instance {
  private final InstanceId id;
  private Report report;
  private InstanceFold fold;
  private boolean aged;
  private boolean superseded;
  private long beat;
  private boolean stored;

  /** What was last published, without what only that change told; null before the first. */
  private InstanceHealth shown;

  private Map<Rid, Span> spans = new TreeMap<>();

  public Instance(InstanceId id, Report report) {
    this.id = id;
    hear(report, 0);
  }

  static Instance stored(
      InstanceId id,
      Report report,
      boolean aged,
      boolean superseded,
      InstanceHealth shown,
      Map<Rid, Span> spans) {
    Instance instance = new Instance(id, report);
    instance.aged = aged;
    instance.superseded = superseded;
    instance.shown = shown;
    instance.spans = spans;
    instance.stored = true;
    return instance;
  }

  public InstanceId id() {
    return id;
  }

  public Report report() {
    return report;
  }

  /** Its last word says that the node no longer has the service. */
  public boolean removed() {
    return report.status().removed();
  }

  /** Removed, or only named since: what its node said before counts no more. */
  public boolean ended() {
    return removed() || !report.heard();
  }

  public boolean superseded() {
    return superseded;
  }

  public boolean aged() {
    return aged;
  }

  /** As published last; null before. */
  public InstanceHealth shown() {
    return shown;
  }

  Map<Rid, Span> spans() {
    return spans;
  }

  InstanceFold fold() {
    return fold;
  }

  /**
   * A word about it was accepted: whatever made it doubtful has ended.
   *
   * @param beat pulse count now
   */
  public void hear(Report report, long beat) {
    boolean sameResources =
        this.report != null && this.report.status().resources() == report.status().resources();
    this.report = report;
    this.beat = beat;
    doubt(false, false);
    if (!sameResources) {
      this.fold = InstanceFold.of(report.status().resources());
    }
  }

  /** The same was said again: what is held stays, with the newer order and time. */
  public void hearAgain(Report newer, long beat) {
    hear(report.at(newer.order(), newer.install(), newer.appendedMillis(), newer.time()), beat);
  }

  public void supersede() {
    doubt(aged, true);
  }

  public void age() {
    doubt(true, superseded);
  }

  /** Gives it its full allowance again. */
  public void refresh(long beat) {
    this.beat = beat;
    doubt(false, superseded);
  }

  // not every doubt is seen at once: of a silent node's instance another one is shown
  private void doubt(boolean nowAged, boolean nowSuperseded) {
    if (nowAged != aged || nowSuperseded != superseded) {
      mustBeStored();
    }
    aged = nowAged;
    superseded = nowSuperseded;
  }

  /** Pulse count at its last sign of life. */
  public long beat() {
    return beat;
  }

  public Freshness freshness(NodeMove node) {
    return Freshness.of(report, aged, superseded, node);
  }

  /** As its service sees it. */
  public ServiceFold.Member member(NodeMove node) {
    return new ServiceFold.Member(
        id.node(),
        avail(),
        overall(),
        freshness(node).trusted(),
        report.heard() ? fold.groups() : Map.of());
  }

  public Availability avail() {
    return report.heard() ? fold.avail() : Availability.UNDEF;
  }

  Availability overall() {
    return report.heard() ? fold.overall() : Availability.UNDEF;
  }

  void shows(InstanceHealth health, Map<Rid, Span> spans) {
    this.shown = health;
    this.spans = spans;
  }

  /** What is stored of it is out of date. */
  public void mustBeStored() {
    stored = false;
  }

  public boolean isStored() {
    return stored;
  }

  public void wasStored() {
    stored = true;
  }
}
