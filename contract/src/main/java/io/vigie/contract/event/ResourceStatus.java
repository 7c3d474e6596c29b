package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.availability.Availability;
import java.util.List;

/**
 * One resource as its node's agent sees it.
 *
 * @param status what the driver found, before {@code standby} and {@code disabled} are applied
 * @param type driver, for example {@code fs.ext4}
 * @param label what it is in a few words, for example {@code /dev/loop0 on /srv/web}
 * @param optional its failure does not stop the service
 * @param disabled by configuration: counts as n/a
 * @param standby meant to be up on this node even while the service is not
 * @param monitored its loss makes the agent act
 * @param provisioned false when it was never created here; null when the driver cannot tell
 * @param log what it complains of, newest last
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ResourceStatus(
    Availability status,
    String type,
    String label,
    boolean optional,
    boolean disabled,
    boolean standby,
    boolean monitored,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean provisioned,
    List<StatusLine> log) {

  public ResourceStatus {
    status = status == null ? Availability.UNDEF : status;
    type = Require.text(type, 100);
    label = Require.text(label, 1_000);
    log = Require.list(log);
  }

  public static ResourceStatus of(Availability status, String type, String label) {
    return new ResourceStatus(status, type, label, false, false, false, false, null, List.of());
  }

  /** Whether it runs, well or not. */
  @JsonIgnore
  public boolean isUp() {
    return status == Availability.UP || status == Availability.WARN;
  }

  /** The status that is folded and shown: rules 1 and 2 of semantics.md §2. */
  @JsonIgnore
  public Availability effective() {
    if (disabled) {
      return Availability.NA;
    }
    return standby ? status.standby() : status;
  }
}
