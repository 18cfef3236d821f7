/** The straight line that every call walks. */
@NullMarked
package dev.remit.gateway.line;

import org.jspecify.annotations.NullMarked;
