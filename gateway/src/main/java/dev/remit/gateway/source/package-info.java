/** Reading from the systems of record: one decided read, one parameterised statement. */
@NullMarked
package dev.remit.gateway.source;

import org.jspecify.annotations.NullMarked;
