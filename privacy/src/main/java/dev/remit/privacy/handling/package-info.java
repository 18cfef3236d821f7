/** What is released instead of a value: a mask, a token, a group that many share, or nothing. */
@NullMarked
package dev.remit.privacy.handling;

import org.jspecify.annotations.NullMarked;
