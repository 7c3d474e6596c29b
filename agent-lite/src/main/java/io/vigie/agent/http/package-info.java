/** How an agent calls the collector where it speaks no Kafka. */
package io.vigie.agent.http;
