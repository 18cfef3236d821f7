/** {@code remit ledger}: what outsiders and operators ask of the record. */
@NullMarked
package dev.remit.gateway.cli.ledger;

import org.jspecify.annotations.NullMarked;
