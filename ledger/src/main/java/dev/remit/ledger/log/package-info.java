/** A transparency log in a directory: tiles, entries and erasable sidecars, made from a journal, checked and published. */
@NullMarked
package dev.remit.ledger.log;

import org.jspecify.annotations.NullMarked;
