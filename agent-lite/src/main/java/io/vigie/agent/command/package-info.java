/**
 * What a person may ask of the agent and how it answers. The same code answers inside the daemon,
 * over its unix socket, and inside the command itself when there is no daemon.
 */
package io.vigie.agent.command;
