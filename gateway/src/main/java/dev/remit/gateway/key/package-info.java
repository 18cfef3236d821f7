/** The gateway's own keys: a master key that wraps a root, and every other key derived from the root or wrapped under it. */
@NullMarked
package dev.remit.gateway.key;

import org.jspecify.annotations.NullMarked;
