/** What every wire asks of the gateway: bytes become a call, a call becomes a result or a problem. */
@NullMarked
package dev.remit.gateway.call;

import org.jspecify.annotations.NullMarked;
