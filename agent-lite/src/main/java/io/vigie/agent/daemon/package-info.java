/** The agent as a process: its threads, its files, its socket. */
package io.vigie.agent.daemon;
