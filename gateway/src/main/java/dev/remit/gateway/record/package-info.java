/** Proof before release: one record holds the leaf, the sealed sidecar and the change of state. */
@NullMarked
package dev.remit.gateway.record;

import org.jspecify.annotations.NullMarked;
