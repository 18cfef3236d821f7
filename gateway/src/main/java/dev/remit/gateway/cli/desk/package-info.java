/** {@code remit desk}: what waits for people, and what they do about it. */
@NullMarked
package dev.remit.gateway.cli.desk;

import org.jspecify.annotations.NullMarked;
