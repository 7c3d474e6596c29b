/**
 * Proofs by breaking: the collector as processes of their own, what kills them, what was sent, and
 * an oracle that knows what must be left.
 */
package io.vigie.standalone.lab;
