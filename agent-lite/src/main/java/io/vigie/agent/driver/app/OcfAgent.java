package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.TEXT;
import static io.vigie.agent.config.Keyword.Form.VARIABLES;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Secrets;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OCF resource agent, as clusters of Pacemaker run them.
 *
 * @param variables its parameters and what the standard asks for beside them
 * @param secrets of the parameters
 */
public record OcfAgent(
    String script, String name, Map<String, String> variables, Set<String> secrets) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  public static final Manual MANUAL =
      new Manual(
          "Whatever an OCF resource agent starts, stops and monitors, as clusters of Pacemaker run"
              + " them. What its monitor calls failed is stopped before it is started again.",
          List.of(
              Keyword.required("agent", TEXT, "ocf:PROVIDER:TYPE, ocf:heartbeat:nginx for example"),
              Keyword.of("params", VARIABLES, "its parameters"),
              Keyword.of("check_timeout", TIMEOUT, "longest its monitor may take")),
          List.of(
              "/usr/lib/ocf/resource.d/PROVIDER/TYPE monitor",
              "/usr/lib/ocf/resource.d/PROVIDER/TYPE start",
              "/usr/lib/ocf/resource.d/PROVIDER/TYPE stop"));

  private static final String ROOT = "/usr/lib/ocf";
  private static final Pattern AGENT = Pattern.compile("(?:ocf:)?([\\w-]+):([\\w-]+)");

  /** Exit codes of the standard. */
  private static final int RUNNING = 0;

  private static final int NOT_INSTALLED = 5;
  private static final int NOT_RUNNING = 7;
  private static final int RUNNING_PROMOTED = 8;

  public static Recipe of(ServiceDefinition service, ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    keywords.required("agent");
    Matcher agent = keywords.read("agent", AGENT.matcher("none:none"), OcfAgent::agent);
    agent.matches();
    Map<String, String> variables = new TreeMap<>();
    variables.put("OCF_ROOT", ROOT);
    variables.put("OCF_RA_VERSION_MAJOR", "1");
    variables.put("OCF_RA_VERSION_MINOR", "0");
    variables.put("OCF_RESOURCE_PROVIDER", agent.group(1));
    variables.put("OCF_RESOURCE_TYPE", agent.group(2));
    variables.put("OCF_RESOURCE_INSTANCE", service.id().service() + '-' + resource.rid().id());
    Map<String, String> params = keywords.read("params", Map.of(), Values::variables);
    params.forEach((name, value) -> variables.put("OCF_RESKEY_" + name, value));
    OcfAgent of =
        new OcfAgent(
            String.join("/", ROOT, "resource.d", agent.group(1), agent.group(2)),
            agent.group(1) + ':' + agent.group(2),
            Map.copyOf(variables),
            Secrets.among(params));
    return of.recipe(keywords.duration("check_timeout", TIMEOUT));
  }

  private static Matcher agent(String text) {
    Matcher matcher = AGENT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be ocf:PROVIDER:TYPE such as ocf:heartbeat:nginx");
    }
    return matcher;
  }

  private Recipe recipe(Duration patience) {
    return new Recipe(
        "ocf " + name,
        command("monitor").within(patience),
        OcfAgent::read,
        seen ->
            seen.exit() == NOT_RUNNING
                ? List.of(command("start"))
                : List.of(command("stop"), command("start")),
        seen -> List.of(command("stop")));
  }

  private Command command(String action) {
    return Command.of(script, action).with(variables).hiding(secrets);
  }

  private static Observed read(CommandResult look) {
    return switch (look.exit()) {
      case RUNNING, RUNNING_PROMOTED -> Observed.UP;
      case NOT_RUNNING -> Observed.DOWN;
      case NOT_INSTALLED -> Observed.DOWN.warning(look.explain());
      default -> Observed.of(Availability.WARN).warning(look.explain());
    };
  }
}
