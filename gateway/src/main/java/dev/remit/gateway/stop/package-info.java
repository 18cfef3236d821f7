/** Kill switches: throwing them, and taking them back. */
@NullMarked
package dev.remit.gateway.stop;

import org.jspecify.annotations.NullMarked;
