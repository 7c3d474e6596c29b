package io.vigie.standalone.bench;

import picocli.CommandLine.Command;

/** {@code vigie bench}: measurements, each beside the bound it is held against. */
@Command(
    name = "bench",
    description = "Measures, each figure beside the bound it is held against in the same run.",
    subcommands = {
      BenchIngest.class,
      BenchAlerts.class,
      BenchTickets.class,
      BenchAgent.class,
      BenchLists.class,
      BenchBackup.class,
      BenchAudit.class,
      BenchReplay.class,
      BenchSync.class
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand {}
