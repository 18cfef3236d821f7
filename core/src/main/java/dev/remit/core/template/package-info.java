/** What is sent to an upstream: templates that compile once, and whose values cannot change their structure. */
@NullMarked
package dev.remit.core.template;

import org.jspecify.annotations.NullMarked;
