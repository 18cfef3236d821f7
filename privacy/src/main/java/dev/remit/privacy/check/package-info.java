/** The check digits by which an identifier is told from any other run of characters. */
@NullMarked
package dev.remit.privacy.check;

import org.jspecify.annotations.NullMarked;
