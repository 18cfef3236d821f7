package dev.remit.gateway.cli.bridge;

import org.jspecify.annotations.Nullable;

/**
 * The grant that a bridge opens.
 *
 * @param caseId the case, where the contract demands one
 */
public record Wanted(
        String workflow,
        String tenant,
        @Nullable String caseId,
        @Nullable String actor,
        @Nullable String purpose) {}
