package io.vigie.api.act;

/** An act was done: what was read of people and of what they answer for may be so no more. */
public record Acted() {}
