/** The contracts being served, and how they change without dropping a request. */
@NullMarked
package dev.remit.gateway.serving;

import org.jspecify.annotations.NullMarked;
