/** Free text: what is found in it, what of that may pass, and what stands in place of the rest. */
@NullMarked
package dev.remit.gateway.text;

import org.jspecify.annotations.NullMarked;
