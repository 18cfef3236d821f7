/** Finds and redacts what has a recognisable structure in free text. */
@NullMarked
package dev.remit.privacy.text;

import org.jspecify.annotations.NullMarked;
