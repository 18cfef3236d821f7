/** The REST wire: grants and tools as JSON over HTTP, and the OpenAPI document of it. */
@NullMarked
package dev.remit.gateway.rest;

import org.jspecify.annotations.NullMarked;
