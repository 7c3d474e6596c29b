/** When something is done by itself, in the grammar of OpenSVC. Pure: time is an argument. */
package io.vigie.agent.schedule;
