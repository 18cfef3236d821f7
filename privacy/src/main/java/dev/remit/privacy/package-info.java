@NullMarked
package dev.remit.privacy;

import org.jspecify.annotations.NullMarked;
