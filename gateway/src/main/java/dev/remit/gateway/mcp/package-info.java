/** The MCP wire over Streamable HTTP: the stateless revision 2026-07-28, and a selector for older clients. */
@NullMarked
package dev.remit.gateway.mcp;

import org.jspecify.annotations.NullMarked;
