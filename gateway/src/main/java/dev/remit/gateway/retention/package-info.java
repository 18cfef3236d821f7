/** Erasing: what has been kept long enough, what a hold keeps, and all that is known of one customer. */
@NullMarked
package dev.remit.gateway.retention;

import org.jspecify.annotations.NullMarked;
