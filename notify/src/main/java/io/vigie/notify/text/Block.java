package io.vigie.notify.text;

import java.util.List;

/**
 * A part of a mail.
 *
 * @param title empty for none
 * @param lead what happened, empty where the title says it
 */
record Block(String title, String lead, List<Item> items) {}
