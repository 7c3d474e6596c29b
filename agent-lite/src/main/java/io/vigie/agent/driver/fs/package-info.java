/**
 * Filesystems and directories; what is mounted is read from the kernel, never asked of a program.
 */
package io.vigie.agent.driver.fs;
