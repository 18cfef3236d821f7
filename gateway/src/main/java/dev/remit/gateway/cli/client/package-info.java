/** What commands ask of a running gateway over HTTP. */
@NullMarked
package dev.remit.gateway.cli.client;

import org.jspecify.annotations.NullMarked;
