/** What the agent tells of the node itself: what it is made of, since when it runs, what it ran. */
package io.vigie.agent.node;
