package io.vigie.notify.tracker;

/**
 * A ticket in a tracker.
 *
 * @param id by which the tracker is asked for it
 * @param number people call it by
 * @param link to its page
 * @param closed whether it is over there
 */
record External(String id, String number, String link, boolean closed) {}
