/** What a tiled transparency log publishes (C2SP tlog-checkpoint, tlog-tiles, tlog-proof), and how an outsider checks it. */
@NullMarked
package dev.remit.ledger.tlog;

import org.jspecify.annotations.NullMarked;
