/** Measures what the detector finds in labelled texts, and what it masks in texts that hold nothing to find. */
@NullMarked
package dev.remit.privacy.evaluate;

import org.jspecify.annotations.NullMarked;
