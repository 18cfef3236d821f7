/** Pushes entries to other systems as they come: in order, at least once, none left out. */
@NullMarked
package dev.remit.gateway.export;

import org.jspecify.annotations.NullMarked;
