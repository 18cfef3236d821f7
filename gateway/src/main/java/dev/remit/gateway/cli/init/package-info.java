/** {@code remit init}: a first configuration for a database. */
@NullMarked
package dev.remit.gateway.cli.init;

import org.jspecify.annotations.NullMarked;
