package io.vigie.streams.metric;

/** What the streams count, by its Prometheus name. */
public enum Counter {
  HEARTBEATS("heartbeats_total", "Heartbeats accepted"),
  NODE_RECORDS("node_records_total", "Inventories, facts and goodbyes accepted"),
  CHECK_RUNS("check_runs_total", "Runs of checks accepted"),
  RETIREMENTS("retirements_total", "Nodes and services that people retired"),
  RETIREMENTS_LATE(
      "retirements_late_total", "Retirements dropped: unknown, retired already, or back since"),
  STATUSES("statuses_total", "Instance statuses accepted"),
  UNCHANGED("statuses_unchanged_total", "Instance statuses that ended here: nothing changed"),
  CONFIGS("configs_total", "Service configurations accepted"),
  DUPLICATES("duplicates_total", "State records dropped: same epoch and seq as the last"),
  LATE("late_total", "State records dropped: lower epoch or seq than the last"),
  TAKEOVERS("takeovers_total", "Lower epochs accepted from a new installation"),
  INSTALLS("install_changes_total", "Nodes that spoke with another installation than before"),
  PULSES("pulses_total", "Pulses read"),
  PULSES_COUNTED("pulses_counted_total", "Pulses that counted as time"),
  NODE_CHANGES("node_changes_total", "Changes of nodes published"),
  NODE_TOUCHES("node_touches_total", "Last signs of life published"),
  NODE_MOVES("node_moves_total", "Moves told to every task of the service stage"),
  INSTANCE_CHANGES("instance_changes_total", "Changes of instances published"),
  SERVICE_CHANGES("service_changes_total", "Changes of services published"),
  SYNC_CHANGES("sync_changes_total", "Changes of copies of data published"),
  ALERT_MOVES("alert_moves_total", "Transitions of alerts published"),
  ACKNOWLEDGEMENTS("acknowledgements_total", "Acknowledgements that were taken in"),
  ACKNOWLEDGEMENTS_LATE(
      "acknowledgements_late_total",
      "Acknowledgements dropped: of an alert that is not open, or of another episode"),
  TICKETED("ticketed_total", "Alerts of which people were told by a ticket"),
  TICKETED_LATE(
      "ticketed_late_total",
      "Notes of a ticket dropped: of an alert that is not open, or of another episode"),
  NOTIFICATIONS("notifications_total", "Notifications written: transitions that people are told"),
  TICKET_STEPS("ticket_steps_total", "Steps of tickets published"),
  TICKET_NOTES("ticket_notes_total", "Notes written on alerts and actions: who took the word"),
  TICKET_ACTS("ticket_acts_total", "Acts of people on tickets that were taken in"),
  TICKET_ACTS_LATE(
      "ticket_acts_late_total",
      "Acts of people on tickets dropped: of an unknown or closed one, or what is so already"),
  DELIVERIES("deliveries_total", "Outcomes of deliveries that tell of tickets"),
  SIEM("siem_documents_total", "Documents written for those who read logs"),
  RULES("rules_total", "Rules of alerts that people changed"),
  TOLD_REFUSED(
      "told_alerts_refused_total",
      "Alerts of people dropped: too many of one thing, or of another thing of that name"),
  SILENCES("silences_total", "Silences that people changed"),
  THRESHOLDS("check_thresholds_total", "Thresholds of checks that people changed"),
  CHECKS_UNREADABLE(
      "checks_unreadable_total", "Stored values and thresholds left out: they cannot be read"),
  STORE_WRITES("store_writes_total", "Writes to the stores"),
  RESTORED("restored_records_total", "Records read back into the stores"),
  RESTORING_MILLIS(
      "restoring_milliseconds_total", "Milliseconds in which some store was being read back"),
  DEAD_LETTERS("dead_letters_total", "Records set aside after an exception"),
  THREADS_REPLACED("threads_replaced_total", "Stream threads that died and were replaced"),
  GIVEN_UP("given_up_total", "Times the streams ended: their threads could not go on"),
  GATE_UNANSWERED("gate_unanswered_total", "Times Kafka did not tell how far a task has to read"),
  CLOSED_LATE("closed_late_total", "Times the streams did not close in time");

  private final String wire;
  private final String help;

  Counter(String wire, String help) {
    this.wire = "vigie_streams_" + wire;
    this.help = help;
  }

  public String wire() {
    return wire;
  }

  public String help() {
    return help;
  }
}
