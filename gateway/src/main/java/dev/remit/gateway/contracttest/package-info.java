/** Contract tests: YAML cases of who asks what and what comes back, run through the gateway itself. */
@NullMarked
package dev.remit.gateway.contracttest;

import org.jspecify.annotations.NullMarked;
