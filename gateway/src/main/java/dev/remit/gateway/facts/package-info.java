/** What must be known first: fetched by the gateway from the systems of record, never taken from the agent. */
@NullMarked
package dev.remit.gateway.facts;

import org.jspecify.annotations.NullMarked;
