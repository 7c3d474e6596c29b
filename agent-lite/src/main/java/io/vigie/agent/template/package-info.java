/** Service files that are filled in: what is written is a service file like any other. */
package io.vigie.agent.template;
