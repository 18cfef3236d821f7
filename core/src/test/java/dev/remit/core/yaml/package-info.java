/** What is known of strict YAML. */
@NullMarked
package dev.remit.core.yaml;

import org.jspecify.annotations.NullMarked;
