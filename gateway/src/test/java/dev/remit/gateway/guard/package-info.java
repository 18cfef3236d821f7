/** Tests of {@code gateway.guard}. */
@NullMarked
package dev.remit.gateway.guard;

import org.jspecify.annotations.NullMarked;
