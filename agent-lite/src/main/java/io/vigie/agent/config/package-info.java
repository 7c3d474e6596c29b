/**
 * Files people write: {@code agent.conf} and {@code services/*.conf}, read with file, line and
 * rule.
 */
package io.vigie.agent.config;
