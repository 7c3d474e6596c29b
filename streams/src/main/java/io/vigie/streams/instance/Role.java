package io.vigie.streams.instance;

/**
 * What an instance is to its service now.
 *
 * @param misplaced the service is up, on this node, and meant to be elsewhere
 * @param servedElsewhere the instance is down, and another one does the work
 */
public record Role(boolean misplaced, boolean servedElsewhere) {}
