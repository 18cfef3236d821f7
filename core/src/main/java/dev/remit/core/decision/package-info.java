/** May it, and exactly how? Pure: the same inputs give the same decision. */
@NullMarked
package dev.remit.core.decision;

import org.jspecify.annotations.NullMarked;
