/** The retail benchmark's data behind a real gateway: the loader, and the replay of what its agents did and must not do. */
@NullMarked
package dev.remit.gateway.retail;

import org.jspecify.annotations.NullMarked;
