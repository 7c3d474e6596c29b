package io.vigie.notify.text;

/**
 * What a recipient reads.
 *
 * @param language of it, two letters
 * @param subject one line
 * @param html the same as text, as a page
 * @param thread what it belongs to, letters and digits; empty for nothing in particular
 */
public record Letter(String language, String subject, String text, String html, String thread) {}
