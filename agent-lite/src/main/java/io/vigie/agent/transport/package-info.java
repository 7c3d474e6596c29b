/** Carries what the spool holds to the broker, in order, and tells the spool what arrived. */
package io.vigie.agent.transport;
