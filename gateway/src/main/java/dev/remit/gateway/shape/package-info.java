/** Only what was granted leaves: handling and free text, field by field. */
@NullMarked
package dev.remit.gateway.shape;

import org.jspecify.annotations.NullMarked;
