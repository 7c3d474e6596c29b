/**
 * What a node can do with one resource: look at it, start it, stop it. Looking changes nothing and
 * runs no program where the kernel or the JDK can tell; what is run is an argv, never a shell.
 */
package io.vigie.agent.driver;
