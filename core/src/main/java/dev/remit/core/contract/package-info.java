/** What a workflow may have: written by people, reviewed, compiled, never widened afterwards. */
@NullMarked
package dev.remit.core.contract;

import org.jspecify.annotations.NullMarked;
