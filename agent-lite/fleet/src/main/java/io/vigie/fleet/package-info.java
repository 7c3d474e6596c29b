/**
 * A fleet of any size in one process: the agent's own code on machines and services that exist in
 * memory only, driven by a seeded scenario. It reports through Kafka like any other agent.
 */
package io.vigie.fleet;
