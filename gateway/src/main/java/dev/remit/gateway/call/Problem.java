package dev.remit.gateway.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing was released, in words that say what to do next and nothing about data (RFC 9457 on the HTTP wire).
 *
 * @param code a fixed code: {@code not_found}, {@code verify_first}, {@code budget_calls}, …
 * @param status the HTTP status that fits
 * @param detail what happened and what to do next
 * @param correlationId what {@code remit explain} takes
 * @param say words that the contract gives the agent for its customer, or null
 * @param retryAfter when trying again may help, or null where it will not
 */
public record Problem(
        String code,
        int status,
        String detail,
        String correlationId,
        @Nullable String say,
        @Nullable Duration retryAfter) {}
