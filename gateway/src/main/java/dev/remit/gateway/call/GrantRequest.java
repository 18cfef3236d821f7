package dev.remit.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * What an agent asks for. None of it is believed but what the contract, the agent's registration and the source bear out.
 *
 * @param workflow the contract's name
 * @param tenant the tenant, one that the agent is registered for
 * @param caseId the case in the system of record, where the contract demands one
 * @param actor the user that the agent acts for, as the agent says; recorded, and never widens anything
 * @param purpose why, in the agent's words; recorded, and never widens anything
 * @param renews the token of a live grant of the same conversation that this one replaces, or null
 */
public record GrantRequest(
        String workflow,
        String tenant,
        @Nullable String caseId,
        @Nullable String actor,
        @Nullable String purpose,
        @Nullable String renews) {}
