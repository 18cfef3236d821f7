/** Benchmarks: side by side with peers, of a decision, and of a start. Started by {@code bench/run}, by no test. */
@NullMarked
package dev.remit.bench;

import org.jspecify.annotations.NullMarked;
