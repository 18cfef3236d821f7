/** The journal: an ordered, durable, tamper-evident sequence of records, usable without the rest of Remit. */
@NullMarked
package dev.remit.ledger;

import org.jspecify.annotations.NullMarked;
