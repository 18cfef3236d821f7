/** What may be said to a customer: answers are checked for values of others, and for identifiers from nowhere. */
@NullMarked
package dev.remit.gateway.guard;

import org.jspecify.annotations.NullMarked;
