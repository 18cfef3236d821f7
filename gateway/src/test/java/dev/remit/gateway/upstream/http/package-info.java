/** HTTP upstreams against hostile servers. */
@NullMarked
package dev.remit.gateway.upstream.http;

import org.jspecify.annotations.NullMarked;
