/** Tests of the contract tests. */
@NullMarked
package dev.remit.gateway.contracttest;

import org.jspecify.annotations.NullMarked;
