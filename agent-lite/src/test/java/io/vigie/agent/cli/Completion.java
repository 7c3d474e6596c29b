package io.vigie.agent.cli;

import io.vigie.agent.template.Template;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What bash completes, from the commands themselves: their words, options and services. */
final class Completion {
  private Completion() {}

  static String render(CommandSpec agent) {
    Map<String, CommandSpec> commands = ManPage.commands(agent, "");
    String first =
        commands.keySet().stream()
            .map(each -> each.replaceFirst(" .*", ""))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    // commands of the same options share a line
    Map<String, String> byOptions = new TreeMap<>();
    commands.forEach(
        (name, spec) ->
            byOptions.merge(options(spec), name.replaceFirst(" .*", ""), (a, b) -> a + '|' + b));
    String options =
        byOptions.entrySet().stream()
            .filter(each -> !each.getKey().isEmpty())
            .map(each -> "    " + each.getValue() + ") words=\"" + each.getKey() + "\" ;;\n")
            .collect(Collectors.joining());
    String services =
        commands.entrySet().stream()
            .filter(each -> takesService(each.getValue()))
            .map(each -> each.getKey().replaceFirst(" .*", ""))
            .distinct()
            .sorted()
            .map(each -> each + ":*")
            .collect(Collectors.joining(" | "));
    return SCRIPT
        .replace("@commands@", first)
        .replace("@options@", options)
        .replace("@services@", services)
        .replace("@templates@", String.join(" ", Template.NAMES));
  }

  private static String options(CommandSpec command) {
    return command.options().stream()
        .filter(each -> !each.inherited())
        .flatMap(each -> Stream.of(each.names()))
        .collect(Collectors.joining(" "));
  }

  private static boolean takesService(CommandSpec command) {
    return command.positionalParameters().stream()
        .anyMatch(each -> each.paramLabel().contains("SVC"));
  }

  private static final String SCRIPT =
      """
      # Made from the code. After a change: mvn -pl agent-lite -am test -Dtest=CommandPagesTest -Daccept
      _vigie_agent() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
        local command='' etc=/etc/vigie words='' each i
        for ((i = 1; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            --etc) etc=${COMP_WORDS[++i]} ;;
            --var) ((++i)) ;;
            -*) ;;
            *) command=${command:-${COMP_WORDS[i]}} ;;
          esac
        done
        COMPREPLY=()
        case $prev in
          --etc | --var) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
          --ca | --token-file | validate) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
          --template) mapfile -t COMPREPLY < <(compgen -W "@templates@" -- "$cur"); return ;;
          --output | -o) mapfile -t COMPREPLY < <(compgen -W "text json" -- "$cur"); return ;;
          print) mapfile -t COMPREPLY < <(compgen -W config -- "$cur"); return ;;
          maintenance) mapfile -t COMPREPLY < <(compgen -W "end 30m 1h 2h 1d" -- "$cur"); return ;;
        esac
        case $command in
          '') words="@commands@ --etc --var --help --version" ;;
      @options@  esac
        case $command:$cur in
          *:-*) words="$words --help" ;;
          :*) ;;
          *) words='' ;;
        esac
        case $command:$cur in
          *:-*) ;;
          @services@)
            for each in "$etc"/services/*.conf "$etc"/services/*.env; do
              [[ -e $each ]] || continue
              each=${each##*/}
              words="$words ${each%.*}"
            done
            ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
      }
      complete -F _vigie_agent vigie-agent
      """;
}
