/** Asking the ledger: an index of what is on record, searches, exports, and who asked. */
@NullMarked
package dev.remit.gateway.trail;

import org.jspecify.annotations.NullMarked;
