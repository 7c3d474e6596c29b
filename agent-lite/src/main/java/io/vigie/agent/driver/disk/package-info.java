/** Disks below filesystems. */
package io.vigie.agent.driver.disk;
