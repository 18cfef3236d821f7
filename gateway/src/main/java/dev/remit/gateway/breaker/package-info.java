/** Leaving alone what does not answer. */
@NullMarked
package dev.remit.gateway.breaker;

import org.jspecify.annotations.NullMarked;
