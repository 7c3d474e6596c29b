package io.vigie.standalone;

import picocli.CommandLine.Command;

/** {@code vigie audit}: what people did. */
@Command(
    name = "audit",
    description = "Looks after the record of what people did.",
    subcommands = AuditVerifyCommand.class,
    mixinStandardHelpOptions = true)
final class AuditCommand {}
