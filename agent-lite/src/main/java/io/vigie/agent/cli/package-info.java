/** The agent's command line: the daemon, and the commands that ask it or act alone. */
package io.vigie.agent.cli;
