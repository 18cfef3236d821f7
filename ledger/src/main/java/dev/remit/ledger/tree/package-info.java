/** A Merkle tree of log entries over SHA-256 (RFC 6962, RFC 9162): heads, proofs and their verification; knows no file. */
@NullMarked
package dev.remit.ledger.tree;

import org.jspecify.annotations.NullMarked;
