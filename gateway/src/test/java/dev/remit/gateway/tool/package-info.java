/** Facts about tools. */
@NullMarked
package dev.remit.gateway.tool;

import org.jspecify.annotations.NullMarked;
