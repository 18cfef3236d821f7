/** A real gateway, killed under load, and what it owes after that. */
@NullMarked
package dev.remit.gateway.crash;

import org.jspecify.annotations.NullMarked;
