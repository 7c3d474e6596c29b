/** Applications: processes the agent detaches and finds again, or commands that know how. */
package io.vigie.agent.driver.app;
