/** Facts about what is released. */
@NullMarked
package dev.remit.gateway.shape;

import org.jspecify.annotations.NullMarked;
