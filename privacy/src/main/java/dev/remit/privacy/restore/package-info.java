/** Brings the values back into what a model answers, while it streams. */
@NullMarked
package dev.remit.privacy.restore;

import org.jspecify.annotations.NullMarked;
