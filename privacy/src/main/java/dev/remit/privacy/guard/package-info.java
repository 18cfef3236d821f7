/** Catches another customer's values, and made-up ones, on the way out. */
@NullMarked
package dev.remit.privacy.guard;

import org.jspecify.annotations.NullMarked;
