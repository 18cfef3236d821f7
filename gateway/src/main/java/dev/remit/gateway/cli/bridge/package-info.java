/** Lets an MCP client that speaks over standard input and output use a gateway, under a grant that this side holds. */
@NullMarked
package dev.remit.gateway.cli.bridge;

import org.jspecify.annotations.NullMarked;
