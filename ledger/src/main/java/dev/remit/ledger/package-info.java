@NullMarked
package dev.remit.ledger;

import org.jspecify.annotations.NullMarked;
