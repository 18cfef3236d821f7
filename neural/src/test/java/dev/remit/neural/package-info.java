/** Facts about reading texts with a model. */
@NullMarked
package dev.remit.neural;

import org.jspecify.annotations.NullMarked;
