/** What is sent to an upstream keeps its structure, whatever the values. */
@NullMarked
package dev.remit.core.template;

import org.jspecify.annotations.NullMarked;
