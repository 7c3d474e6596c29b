package io.vigie.agent.service;

import io.vigie.agent.action.Resource;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A resource, and what was seen of it last. */
final class Seen {
  private static final Logger LOG = LoggerFactory.getLogger(Seen.class);

  private final Resource resource;
  private volatile ResourceStatus last;

  /** Looks that did not come back. */
  private int hanging;

  private Instant since;

  Seen(Resource resource) {
    this.resource = resource;
  }

  Rid rid() {
    return resource.rid();
  }

  /** Whether it is looked at more often: who is to start it again must see it down. */
  boolean isMonitored() {
    return resource.definition().monitored() || resource.definition().restart() > 0;
  }

  long sign() {
    return resource.driver() == null ? 0 : resource.driver().sign();
  }

  Duration patience() {
    return resource.driver() == null ? Duration.ZERO : resource.driver().patience();
  }

  /** Null before the first look. */
  ResourceStatus last() {
    return last;
  }

  void saw(ResourceStatus status) {
    last = status;
  }

  /**
   * @param off it is disabled, beside what its own section says
   */
  ResourceStatus look(boolean off) {
    Instant hangs = hangsSince();
    return hangs == null || off
        ? ResourceLook.at(resource, off)
        : ResourceLook.hanging(resource, hangs);
  }

  private synchronized Instant hangsSince() {
    return hanging == 0 ? null : since;
  }

  /** A look takes too long, and is waited for no more. */
  synchronized void leave() {
    if (hanging++ == 0) {
      since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      LOG.atWarn().addKeyValue("resource", resource.label()).log("a look at it hangs");
    }
    saw(ResourceLook.hanging(resource, since));
  }

  /** One that was waited for no more is over. */
  synchronized void cameBack() {
    if (--hanging == 0) {
      LOG.atInfo().addKeyValue("resource", resource.label()).log("a look at it came back");
    }
  }
}
