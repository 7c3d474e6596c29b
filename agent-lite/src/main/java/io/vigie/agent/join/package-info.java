/** How a node becomes one of a collector's. */
package io.vigie.agent.join;
