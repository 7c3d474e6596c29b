package io.vigie.api.list;

/**
 * A table that adds to a row and neither hides nor repeats one.
 *
 * @param alias of the table
 * @param join as LEFT JOIN, which speaks of the list's own table only
 */
public record Beside(String alias, String join) {}
