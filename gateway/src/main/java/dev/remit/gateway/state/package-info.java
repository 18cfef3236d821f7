/** What the gateway knows between calls: a projection of the journal. */
@NullMarked
package dev.remit.gateway.state;

import org.jspecify.annotations.NullMarked;
