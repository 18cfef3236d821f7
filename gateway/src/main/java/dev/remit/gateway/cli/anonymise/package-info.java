/** {@code remit anonymise}: a plan and a table's file in, an anonymous file and a report of its risk out. */
@NullMarked
package dev.remit.gateway.cli.anonymise;

import org.jspecify.annotations.NullMarked;
