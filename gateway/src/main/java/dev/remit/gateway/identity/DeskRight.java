package dev.remit.gateway.identity;

import dev.remit.gateway.identity.Account.Role;
import java.util.Map;
import java.util.Set;

/** What can be done at the desk, and the one table of who may. */
public enum DeskRight {
    /** See what waits: names, states and deadlines, no value. */
    QUEUE,
    /** See what is decided about, in clear: arguments and facts. */
    VALUES,
    /** Allow, deny, edit, send and drop, where the contract's rule names the role. */
    DECIDE,
    /** Say what became of what nobody could tell, take back, open incidents. */
    OPERATE,
    /** Put on record what was wrong in what an agent said. */
    CORRECT;

    private static final Map<Role, Set<DeskRight>> TABLE = Map.of(
            Role.VIEWER, Set.of(QUEUE),
            Role.APPROVER, Set.of(QUEUE, VALUES, DECIDE, CORRECT),
            Role.DATA_OWNER, Set.of(QUEUE, VALUES, DECIDE, CORRECT),
            Role.OPERATOR, Set.of(QUEUE, VALUES, DECIDE, CORRECT, OPERATE),
            Role.AUDITOR, Set.of(),
            Role.ADMIN, Set.of(values()));

    /** Whether somebody with that role has it. */
    public boolean of(Role role) {
        return TABLE.getOrDefault(role, Set.of()).contains(this);
    }

    /** Whether somebody with that role sees and does this only where a contract's rule names the role. */
    public static boolean onlyWhereNamed(Role role) {
        return role == Role.DATA_OWNER;
    }
}
