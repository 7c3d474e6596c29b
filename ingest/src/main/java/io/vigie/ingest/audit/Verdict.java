package io.vigie.ingest.audit;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What was found of a day of a partition.
 *
 * @param day null when nothing is left of the partition but what its topic says
 * @param entries links of that day
 * @param head hash of the last of them, to compare with what was kept elsewhere
 * @param bad the first thing that is wrong: which entry, and how
 */
public record Verdict(int part, LocalDate day, long entries, String head, Optional<String> bad) {}
