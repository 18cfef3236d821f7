/** MCP upstreams: the tools that the catalog pins, called as any system of record is. */
@NullMarked
package dev.remit.gateway.upstream.mcp;

import org.jspecify.annotations.NullMarked;
