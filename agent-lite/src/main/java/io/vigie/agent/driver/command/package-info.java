/** Resources that a program of this machine looks after: one driver, and what it says to each. */
package io.vigie.agent.driver.command;
