/** What a customer says, and whether a person should hear it. */
@NullMarked
package dev.remit.core.escalation;

import org.jspecify.annotations.NullMarked;
