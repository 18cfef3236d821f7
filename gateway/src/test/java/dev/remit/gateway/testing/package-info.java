/** What tests of several packages share. */
@NullMarked
package dev.remit.gateway.testing;

import org.jspecify.annotations.NullMarked;
