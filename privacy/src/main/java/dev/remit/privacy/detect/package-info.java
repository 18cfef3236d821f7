/** Finds customer data in free text: identifiers by their check digits, shape and context, and prose by recognisers. */
@NullMarked
package dev.remit.privacy.detect;

import org.jspecify.annotations.NullMarked;
