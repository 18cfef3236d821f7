/** What is known of the architecture. */
@NullMarked
package dev.remit.core;

import org.jspecify.annotations.NullMarked;
