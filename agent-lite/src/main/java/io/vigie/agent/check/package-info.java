/**
 * What the agent measures of its node: file systems, load, swap, volume groups, paths, arrays,
 * network devices, the clock, and what scripts tell.
 */
package io.vigie.agent.check;
