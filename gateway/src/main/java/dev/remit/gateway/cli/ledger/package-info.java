/** {@code remit ledger}: asking what is on record, and proving it. */
@NullMarked
package dev.remit.gateway.cli.ledger;

import org.jspecify.annotations.NullMarked;
