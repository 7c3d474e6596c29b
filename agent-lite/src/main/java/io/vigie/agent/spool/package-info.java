/**
 * What the agent has to say and has not yet had acknowledged, on disk. One file, appended under a
 * lock that the daemon and the command line share; the lock is also what hands out each record's
 * place in the node's order.
 */
package io.vigie.agent.spool;
