@NullMarked
package dev.remit.gateway.publish;

import org.jspecify.annotations.NullMarked;
