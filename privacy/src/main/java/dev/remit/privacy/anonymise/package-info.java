/** Makes of a table of customers one in which nobody can be told from at least k - 1 others, and says what risk is left. */
@NullMarked
package dev.remit.privacy.anonymise;

import org.jspecify.annotations.NullMarked;
