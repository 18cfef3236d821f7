/** Strict YAML: texts in, values with their places out, every mistake a finding. The only package that sees YAML. */
@NullMarked
package dev.remit.core.yaml;

import org.jspecify.annotations.NullMarked;
