/** JSON-RPC 2.0 as all MCP revisions share it: strict reading, and the replies that do not differ between eras. */
@NullMarked
package dev.remit.gateway.mcp.rpc;

import org.jspecify.annotations.NullMarked;
