/** The room that all HTTP wires share: the server, its limits, strict reading of bodies, and problems as answers. */
@NullMarked
package dev.remit.gateway.http;

import org.jspecify.annotations.NullMarked;
