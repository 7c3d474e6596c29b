/** Addresses a service is reached at. */
package io.vigie.agent.driver.ip;
