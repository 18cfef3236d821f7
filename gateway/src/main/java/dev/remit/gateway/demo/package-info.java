/** A generated shop to try Remit on: two brands, a few thousand customers, nobody real. */
@NullMarked
package dev.remit.gateway.demo;

import org.jspecify.annotations.NullMarked;
