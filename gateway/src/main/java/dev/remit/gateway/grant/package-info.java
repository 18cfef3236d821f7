/** For which job: grants, the conversations that they belong to, and their budgets. */
@NullMarked
package dev.remit.gateway.grant;

import org.jspecify.annotations.NullMarked;
