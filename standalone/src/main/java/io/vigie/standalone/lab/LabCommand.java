package io.vigie.standalone.lab;

import picocli.CommandLine.Command;

/** {@code vigie lab}: breaks a collector of its own and looks at what is left. */
@Command(
    name = "lab",
    description =
        "Breaks a collector made for it, under load, and compares what is left with what must be.",
    subcommands = {
      KillsCommand.class,
      OutageCommand.class,
      DoorsCommand.class,
      DrillCommand.class,
      AlarmsCommand.class,
      TrackerCommand.class,
      TemplatesCommand.class,
      PackageCommand.class
    },
    mixinStandardHelpOptions = true)
public final class LabCommand {}
