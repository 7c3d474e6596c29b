package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An application and who answers for it.
 *
 * @param app its code, as services name it; {@link #NONE} stands for services that name none, and
 *     its responsibles are the managers: who gets what has no responsible
 * @param shared everyone who is signed in may see it
 * @param chain who else is told of an alert that nobody took, soonest first
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AppPolicy(
    String app,
    String description,
    boolean shared,
    Responsibles responsibles,
    List<ChainStep> chain)
    implements Event {
  /** Code of the app of services that name none. */
  public static final String NONE = "none";

  public AppPolicy {
    Require.label("app", app);
    description = Require.text(description, Require.PROSE);
    responsibles = responsibles == null ? Responsibles.NOBODY : responsibles;
    chain = Require.list(chain);
    Require.between("chain", 0, 10, chain.size());
  }

  @Override
  public EventType type() {
    return EventType.APP_POLICY;
  }

  @Override
  public String key() {
    return "app/" + app;
  }

  @Override
  public String anchor() {
    return key();
  }
}
