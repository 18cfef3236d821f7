@NullMarked
package dev.remit.gateway.text;

import org.jspecify.annotations.NullMarked;
