/** The command line: one style of help, output, errors and exit codes for all that people type. */
@NullMarked
package dev.remit.gateway.cli;

import org.jspecify.annotations.NullMarked;
