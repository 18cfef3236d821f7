/** MCP upstreams, the official package's among them. */
@NullMarked
package dev.remit.gateway.upstream.mcp;

import org.jspecify.annotations.NullMarked;
