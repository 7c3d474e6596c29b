/** The services of this node: their files, read again when they change, and what they are now. */
package io.vigie.agent.service;
