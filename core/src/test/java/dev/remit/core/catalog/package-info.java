/** Catalogs, read. */
@NullMarked
package dev.remit.core.catalog;

import org.jspecify.annotations.NullMarked;
