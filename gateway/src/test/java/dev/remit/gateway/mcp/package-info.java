@NullMarked
package dev.remit.gateway.mcp;

import org.jspecify.annotations.NullMarked;
