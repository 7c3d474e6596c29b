/** Programs the agent runs: an argv, a time-out, output by line with a cap, and an exit code. */
package io.vigie.agent.process;
