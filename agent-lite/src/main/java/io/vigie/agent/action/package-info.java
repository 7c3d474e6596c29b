/**
 * Commands on one service of this node: in order, one at a time, each step logged, each end
 * reported, also the end a crash made.
 */
package io.vigie.agent.action;
