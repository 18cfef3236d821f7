/** Systems that are reached over HTTP: their answers taken by declared fields, and what a call that acts came to. */
@NullMarked
package dev.remit.gateway.upstream;

import org.jspecify.annotations.NullMarked;
