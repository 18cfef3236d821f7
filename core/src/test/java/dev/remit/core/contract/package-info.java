/** What is known of contracts. */
@NullMarked
package dev.remit.core.contract;

import org.jspecify.annotations.NullMarked;
