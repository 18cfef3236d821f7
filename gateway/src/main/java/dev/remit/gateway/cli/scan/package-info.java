/** {@code remit scan}: customer data in files, shown with its place or taken out. */
@NullMarked
package dev.remit.gateway.cli.scan;

import org.jspecify.annotations.NullMarked;
