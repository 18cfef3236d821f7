@NullMarked
package dev.remit.gateway.export;

import org.jspecify.annotations.NullMarked;
