/** The gateway's own keys: one master key, everything else derived from it or wrapped by it. */
@NullMarked
package dev.remit.gateway.key;

import org.jspecify.annotations.NullMarked;
