/** Signed notes (C2SP signed-note v1.0.0) and timestamped cosignatures (C2SP tlog-cosignature), with Ed25519. */
@NullMarked
package dev.remit.ledger.note;

import org.jspecify.annotations.NullMarked;
