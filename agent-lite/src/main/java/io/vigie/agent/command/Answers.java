package io.vigie.agent.command;

import io.vigie.agent.action.ActionEngine;
import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.ActionResult;
import io.vigie.agent.action.Option;
import io.vigie.agent.action.Selection;
import io.vigie.agent.action.Subject;
import io.vigie.agent.config.Generation;
import io.vigie.agent.config.Problem;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Secrets;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers what people ask, with what this process knows. */
public final class Answers implements Answerer {
  private static final Set<Verb> STARTS =
      EnumSet.of(Verb.START, Verb.RESTART, Verb.STARTSTANDBY, Verb.PROVISION);

  private final String command;
  private final Catalogue catalogue;
  private final Statuses statuses;
  private final ActionEngine engine;
  private final Consumer<String> acted;
  private final Answerer acknowledging;
  private final Answerer maintaining;

  /**
   * @param command how a person calls this agent, without the verb
   * @param acted told the service after each action on it
   * @param acknowledging answers acknowledgements
   * @param maintaining answers what concerns maintenance of the node
   */
  public Answers(
      String command,
      Catalogue catalogue,
      Statuses statuses,
      ActionEngine engine,
      Consumer<String> acted,
      Answerer acknowledging,
      Answerer maintaining) {
    this.command = command;
    this.catalogue = catalogue;
    this.statuses = statuses;
    this.engine = engine;
    this.acted = acted;
    this.acknowledging = acknowledging;
    this.maintaining = maintaining;
  }

  @Override
  public ExitCode answer(Request request, Output output) {
    return switch (request.verb()) {
      case STATUS -> request.service().isEmpty() ? list(request, output) : one(request, output);
      case PRINT_CONFIG -> printConfig(request, output);
      case PRINT_SCHEDULE -> printSchedule(request, output);
      case ACK -> acknowledging.answer(request, output);
      case MAINTENANCE -> maintaining.answer(request, output);
      case START,
          STOP,
          RESTART,
          STARTSTANDBY,
          PROVISION,
          UNPROVISION,
          RUN,
          SYNCNODES,
          SYNCDRP,
          SYNCALL,
          SYNCUPDATE,
          ENABLE,
          DISABLE,
          FREEZE,
          THAW,
          CLEAR,
          ABORT ->
          act(request, output);
    };
  }

  private ExitCode list(Request request, Output output) {
    List<InstanceStatus> all = statuses.all();
    if (request.json()) {
      output.line(StatusJson.of(all));
    } else {
      new StatusText(request.colour()).list(all).forEach(output::line);
    }
    catalogue.problems().forEach(each -> output.error(each.toString()));
    return ExitCode.OK;
  }

  private ExitCode one(Request request, Output output) {
    Optional<InstanceStatus> status = statuses.of(request.service());
    if (status.isEmpty()) {
      return missing(request.service(), output);
    }
    if (request.json()) {
      output.line(StatusJson.of(status.get()));
    } else {
      new StatusText(request.colour()).one(status.get()).forEach(output::line);
    }
    problems(request.service()).forEach(each -> output.error(each.toString()));
    return ExitCode.OK;
  }

  private ExitCode printConfig(Request request, Output output) {
    Optional<ServiceDefinition> definition = catalogue.definition(request.service());
    if (definition.isEmpty()) {
      return missing(request.service(), output);
    }
    ConfigText.of(definition.get()).forEach(output::line);
    problems(request.service()).forEach(each -> output.error(each.toString()));
    return ExitCode.OK;
  }

  private ExitCode printSchedule(Request request, Output output) {
    List<Subject> subjects = new ArrayList<>();
    if (request.service().isEmpty()) {
      catalogue.present().stream()
          .map(each -> each.id().service())
          .sorted()
          .forEach(each -> catalogue.subject(each).ifPresent(subjects::add));
    } else {
      Optional<Subject> subject = catalogue.subject(request.service());
      if (subject.isEmpty()) {
        return missing(request.service(), output);
      }
      subjects.add(subject.get());
    }
    ScheduleText.of(subjects, Instant.now(), ZoneId.systemDefault()).forEach(output::line);
    return ExitCode.OK;
  }

  private ExitCode act(Request request, Output output) {
    Optional<Subject> subject = catalogue.subject(request.service());
    if (subject.isEmpty()) {
      return missing(request.service(), output);
    }
    ActionRequest asked;
    try {
      asked = asked(request);
    } catch (IllegalArgumentException e) {
      output.error(e.getMessage());
      return ExitCode.USAGE;
    }
    LineText lines = new LineText(request.colour());
    ActionResult result = engine.act(subject.get(), asked, line -> output.line(lines.of(line)));
    if (result instanceof ActionResult.Ended) {
      acted.accept(request.service());
    }
    return conclude(request, asked.only(), result, output);
  }

  /** Whoever asked for a start that failed is told what is up, and how to stop it. */
  private void tellWhatIsUp(String service, Selection asked, Output output) {
    Set<Rid> meant =
        catalogue.definition(service).stream()
            .flatMap(each -> each.resources().stream())
            .filter(asked::names)
            .filter(each -> asked.picks() || !each.standby())
            .map(ResourceDefinition::rid)
            .collect(Collectors.toSet());
    List<String> up =
        statuses.of(service).stream()
            .flatMap(status -> status.resources().entrySet().stream())
            .filter(each -> meant.contains(each.getKey()) && each.getValue().isUp())
            .map(each -> each.getKey().toString())
            .toList();
    if (!up.isEmpty()) {
      String only = asked.picks() ? " --rid " + String.join(",", up) : "";
      output.error(
          String.join(", ", up) + " still up; to stop: " + command + " stop " + service + only);
    }
  }

  private static ActionRequest asked(Request request) {
    ActionOrigin origin = request.shutdown() ? ActionOrigin.ENGINE : ActionOrigin.USER;
    ActionRequest asked =
        ActionRequest.of(request.verb().action().orElseThrow(), origin, request.by())
            .only(Selection.of(request.options()))
            .as(Secrets.mask(commandLine(request)));
    asked = request.has(Option.FORCE) ? asked.forced() : asked;
    asked = request.has(Option.DISABLE_ROLLBACK) ? asked.withoutRollback() : asked;
    for (String each : request.options().getOrDefault(Option.WAITLOCK, List.of())) {
      asked = asked.waiting(waitlock(each));
    }
    return request.has(Option.DRY_RUN) ? asked.dry() : asked;
  }

  private static Duration waitlock(String text) {
    try {
      return Values.duration(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--waitlock " + e.getMessage() + "; got \"" + text + '"', e);
    }
  }

  private static String commandLine(Request request) {
    StringBuilder line = new StringBuilder("vigie-agent ");
    line.append(request.verb().word()).append(' ').append(request.service());
    request
        .options()
        .forEach(
            (option, values) -> {
              if (option.label().isEmpty()) {
                line.append(" --").append(option.word());
              }
              values.forEach(
                  each -> line.append(" --").append(option.word()).append(' ').append(each));
            });
    return line.toString();
  }

  private ExitCode conclude(Request request, Selection asked, ActionResult result, Output output) {
    String what = request.verb().word() + " of " + request.service();
    if (result instanceof ActionResult.Ended ended) {
      if (ended.status() == ActionStatus.ERR) {
        output.error(what + " failed: action " + ended.id());
        if (STARTS.contains(request.verb())) {
          tellWhatIsUp(request.service(), asked, output);
        }
        return ExitCode.FAILED;
      }
      output.line(
          what
              + switch (ended.status()) {
                case WARN -> ": done, with warnings";
                case OFF -> ": nothing to do from here";
                default -> ": done";
              });
      return ExitCode.OK;
    }
    if (result instanceof ActionResult.Planned planned) {
      planned.lines().forEach(output::line);
      return ExitCode.OK;
    }
    if (result instanceof ActionResult.Aborted aborted) {
      output.line("ended: " + aborted.what());
      return ExitCode.OK;
    }
    if (result instanceof ActionResult.Idle idle) {
      output.error(idle.reason());
      return ExitCode.FAILED;
    }
    if (result instanceof ActionResult.Busy busy) {
      output.error(busy.reason());
      return ExitCode.BUSY;
    }
    output.error(((ActionResult.Refused) result).reason());
    return ExitCode.USAGE;
  }

  private ExitCode missing(String service, Output output) {
    List<Problem> problems = problems(service);
    problems.forEach(each -> output.error(each.toString()));
    if (!problems.isEmpty()) {
      return ExitCode.BAD_CONFIG;
    }
    List<String> names =
        catalogue.present().stream().map(each -> each.id().service()).sorted().toList();
    output.error(
        "there is no service \""
            + service
            + "\" on this node"
            + (names.isEmpty() ? "" : "; there is " + String.join(", ", names)));
    return ExitCode.NO_SUCH_SERVICE;
  }

  private List<Problem> problems(String service) {
    return catalogue.problems().stream()
        .filter(each -> Generation.service(each.file()).equals(service))
        .toList();
  }
}
