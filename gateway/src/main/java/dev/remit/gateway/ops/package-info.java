/** What an operator's machines ask of the gateway: does it run, can it serve, and how much of what did it do. */
@NullMarked
package dev.remit.gateway.ops;

import org.jspecify.annotations.NullMarked;
