/** The handshake era of MCP (2025-11-25 and 2025-06-18), answered without keeping a session. */
@NullMarked
package dev.remit.gateway.mcp.legacy;

import org.jspecify.annotations.NullMarked;
