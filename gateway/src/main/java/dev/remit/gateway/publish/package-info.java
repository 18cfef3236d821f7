/** The log's name and signing key, its witnesses, and what keeps its checkpoints published. */
@NullMarked
package dev.remit.gateway.publish;

import org.jspecify.annotations.NullMarked;
