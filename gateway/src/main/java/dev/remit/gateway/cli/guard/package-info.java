/** {@code remit guard}: what answers are checked against. */
@NullMarked
package dev.remit.gateway.cli.guard;

import org.jspecify.annotations.NullMarked;
