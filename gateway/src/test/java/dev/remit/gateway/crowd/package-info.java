/** Many callers at once, over the real wires, on a real database. */
@org.jspecify.annotations.NullMarked
package dev.remit.gateway.crowd;
