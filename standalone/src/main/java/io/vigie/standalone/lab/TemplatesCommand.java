package io.vigie.standalone.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigie lab templates}: each template of the agent with Debian's own program. */
@Command(
    name = "templates",
    description =
        "A real agent makes a service of each template, starts Debian's program, sees it killed,"
            + " starts it again and stops it. Installs what is missing, which takes root.",
    mixinStandardHelpOptions = true)
final class TemplatesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TEMPLATE", arity = "0..*", description = "Only these; absent: all.")
  private List<String> only = List.of();

  @Override
  public Integer call() throws Exception {
    // whoever the programs run as must reach it
    Path dir = Files.createTempDirectory("vigie-templates");
    Tool.run(Map.of(), "chmod", "755", dir.toString());
    try {
      return new TemplateLab(dir, System.out::println).run(only) ? 0 : 1;
    } finally {
      Tool.run(Map.of(), "rm", "-rf", dir.toString());
    }
  }
}
