package io.vigie.agent.driver.sync;

/**
 * A node that receives copies.
 *
 * @param drp it stands by for a disaster
 */
public record Target(String node, boolean drp) {}
