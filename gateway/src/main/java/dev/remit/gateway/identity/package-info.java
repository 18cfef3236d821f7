/** Who is asking: agents, and the credentials that prove it. */
@NullMarked
package dev.remit.gateway.identity;

import org.jspecify.annotations.NullMarked;
