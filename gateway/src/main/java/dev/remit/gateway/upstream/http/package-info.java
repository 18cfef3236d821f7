/** HTTP upstreams: one host that the catalog names, strict bounds, and exact knowledge of what was sent. */
@NullMarked
package dev.remit.gateway.upstream.http;

import org.jspecify.annotations.NullMarked;
