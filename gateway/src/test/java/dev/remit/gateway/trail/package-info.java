/** The ledger as it is asked. */
@NullMarked
package dev.remit.gateway.trail;

import org.jspecify.annotations.NullMarked;
