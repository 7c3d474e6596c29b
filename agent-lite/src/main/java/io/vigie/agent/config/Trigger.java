package io.vigie.agent.config;

import io.vigie.agent.process.Command;

/**
 * A program that runs before or after something is done to a resource.
 *
 * @param keyword as it is written, for example {@code blocking_pre_start}
 * @param blocking when it fails, so does what it belongs to
 */
public record Trigger(String keyword, boolean before, boolean blocking, Command command) {}
