/** What people of the console ask of this node: whether it may be done, and what became of it. */
package io.vigie.agent.request;
