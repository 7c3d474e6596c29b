/** What other hosts reach of a service's files. */
package io.vigie.agent.driver.share;
