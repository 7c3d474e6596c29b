/** How a runnable part is told what it needs to know. */
package io.vigie.contract.setting;
