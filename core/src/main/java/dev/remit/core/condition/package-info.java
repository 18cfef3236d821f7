/** Conditions that people write in CEL. The only package that sees CEL. */
@NullMarked
package dev.remit.core.condition;

import org.jspecify.annotations.NullMarked;
