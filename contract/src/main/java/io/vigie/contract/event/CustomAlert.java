package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.time.Instant;
import java.util.List;

/**
 * A person or a program of theirs raises an alert of their own, says it anew, or takes it back; or
 * the collector does, of a kind that streams cannot find.
 *
 * @param alert of the kind custom: its anchor is the service or the node, its detail the name they
 *     gave it; or of another kind that is told
 * @param service it is about; null when about none
 * @param node it is about; null when about none
 * @param severity that of the kind's rule where the kind is not custom
 * @param summary what is wrong, for a person; required unless taken back
 * @param until when it ends by itself; null for when it is taken back
 * @param env of what it is about
 * @param apps whose responsibles it concerns
 * @param by who did it
 * @param withdrawn takes it back
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CustomAlert(
    AlertId alert,
    ServiceId service,
    NodeId node,
    Severity severity,
    String summary,
    Instant until,
    String env,
    List<String> apps,
    String by,
    boolean withdrawn)
    implements Event {
  public CustomAlert {
    Require.present("alert", alert);
    AlertKind kind = alert.kind();
    boolean named = kind != AlertKind.CUSTOM || !alert.detail().isBlank();
    if (!alert.word().equals(kind.wire()) || !kind.told() || !named) {
      throw new IllegalArgumentException(
          "alert must be custom:service:name or custom:node:name, or of a kind that is told; got \""
              + alert
              + '"');
    }
    severity = severity == null ? Severity.WARNING : severity;
    summary = Require.text(summary, 1_000);
    if (!withdrawn && summary.isBlank()) {
      throw new IllegalArgumentException("summary is missing: say what is wrong");
    }
    env = Require.text(env, 64);
    apps = Require.texts("apps", apps);
    by = Require.label("by", by);
  }

  @Override
  public EventType type() {
    return EventType.CUSTOM_ALERT;
  }

  @Override
  public String key() {
    return alert.toString();
  }

  @Override
  public String anchor() {
    return alert.anchor();
  }
}
