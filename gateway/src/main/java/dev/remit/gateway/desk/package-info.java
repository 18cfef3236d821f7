/** The desk: what waits for people, what they see of it, and what they do about it. */
@NullMarked
package dev.remit.gateway.desk;

import org.jspecify.annotations.NullMarked;
