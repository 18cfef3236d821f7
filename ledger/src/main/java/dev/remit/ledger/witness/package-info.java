/** Witnesses of a log: the protocol by which a log has its heads cosigned (C2SP tlog-witness), and both of its ends. */
@NullMarked
package dev.remit.ledger.witness;

import org.jspecify.annotations.NullMarked;
