/** Stands a token in for each customer value, one conversation long, so that a model never sees the value. */
@NullMarked
package dev.remit.privacy.pseudonym;

import org.jspecify.annotations.NullMarked;
