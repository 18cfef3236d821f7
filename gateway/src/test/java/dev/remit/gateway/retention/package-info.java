/** Tests of erasing. */
@NullMarked
package dev.remit.gateway.retention;

import org.jspecify.annotations.NullMarked;
