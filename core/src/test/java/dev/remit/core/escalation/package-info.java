/** What is known of contracts. */
@NullMarked
package dev.remit.core.escalation;

import org.jspecify.annotations.NullMarked;
