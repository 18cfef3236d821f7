package dev.remit.ledger.log;

import dev.remit.ledger.tree.Hash;

/**
 * How far a log has come.
 *
 * @param size entries, 0 or more
 * @param root of the Merkle tree over them
 */
public record Head(long size, Hash root) {}
