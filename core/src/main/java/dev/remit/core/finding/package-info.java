/** What a checker says of a text: where, how bad, what to do. */
@NullMarked
package dev.remit.core.finding;

import org.jspecify.annotations.NullMarked;
