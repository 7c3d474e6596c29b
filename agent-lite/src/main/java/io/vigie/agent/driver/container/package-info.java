/** Containers and virtual machines. */
package io.vigie.agent.driver.container;
