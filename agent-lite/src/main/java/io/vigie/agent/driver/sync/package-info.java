/** Data in two places: copies of a service's data to its other nodes. */
package io.vigie.agent.driver.sync;
