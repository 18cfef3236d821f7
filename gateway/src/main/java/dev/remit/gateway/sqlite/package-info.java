/** What the embedded databases have in common. */
@NullMarked
package dev.remit.gateway.sqlite;

import org.jspecify.annotations.NullMarked;
