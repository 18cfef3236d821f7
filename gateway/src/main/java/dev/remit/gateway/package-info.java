@NullMarked
package dev.remit.gateway;

import org.jspecify.annotations.NullMarked;
