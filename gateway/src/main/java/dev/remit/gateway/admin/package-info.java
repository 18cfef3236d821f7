/** The local door for operators: a Unix domain socket that only the gateway's own user can open. */
@NullMarked
package dev.remit.gateway.admin;

import org.jspecify.annotations.NullMarked;
