/** A contract's tools: names, schemas, arguments, cursors. */
@NullMarked
package dev.remit.gateway.tool;

import org.jspecify.annotations.NullMarked;
