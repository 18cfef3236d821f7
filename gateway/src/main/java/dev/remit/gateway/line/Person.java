package dev.remit.gateway.line;

import dev.remit.core.contract.Approval;

/** A person at the desk. */
public record Person(String account, String role) {
    boolean admin() {
        return role.equals(Approval.Approver.ADMIN.label());
    }
}
