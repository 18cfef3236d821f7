/** A fresh copy of the sources, used as a newcomer would. */
@NullMarked
package dev.remit.gateway.checkout;

import org.jspecify.annotations.NullMarked;
