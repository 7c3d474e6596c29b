package io.vigie.agent.command;

import io.vigie.agent.Instances;
import io.vigie.agent.action.Subject;
import io.vigie.agent.config.Problem;
import io.vigie.agent.config.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/** The services of this node, with what their files say. */
public interface Catalogue extends Instances {
  Optional<ServiceDefinition> definition(String service);

  /** The service as an action sees it. */
  Optional<Subject> subject(String service);

  /** What is wrong in the files, newest reading. */
  List<Problem> problems();
}
