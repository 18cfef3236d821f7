/** A small shop to try the gateway on, and the means to break what it stands on. */
@NullMarked
package dev.remit.gateway.testing;

import org.jspecify.annotations.NullMarked;
