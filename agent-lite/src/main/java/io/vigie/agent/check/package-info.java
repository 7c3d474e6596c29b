/** What the agent measures of its node: file systems, load, swap, and what scripts tell. */
package io.vigie.agent.check;
