/** Mask, tokenise, generalise and scan customer data; a library that is usable alone and depends on nothing of ours. */
@NullMarked
package dev.remit.privacy;

import org.jspecify.annotations.NullMarked;
