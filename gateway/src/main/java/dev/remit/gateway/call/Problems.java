package dev.remit.gateway.call;

import dev.remit.core.contract.Boundary;
import dev.remit.core.decision.Reason;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reasons as problems. */
public final class Problems {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration NEXT_MINUTE = Duration.ofMinutes(1);
    private static final Duration LATER = Duration.ofMinutes(10);

    private Problems() {}

    /** @param boundary whose words go with it, or null where no contract is known */
    public static Problem of(Reason reason, CallContext context, @Nullable Boundary boundary) {
        return of(reason, reason.detail(), context, boundary);
    }

    /** @param detail instead of the reason's own; nothing about data */
    public static Problem of(Reason reason, String detail, CallContext context, @Nullable Boundary boundary) {
        String say = boundary == null ? null : boundary.words(reason.edge(), reason.cause());
        return new Problem(reason.code(), status(reason), detail, context.correlationId(), say, retryAfter(reason));
    }

    /** The token or credential is no good. All the same to whoever guesses. */
    public static Problem unauthenticated(CallContext context, String detail) {
        return new Problem("unauthenticated", 401, detail, context.correlationId(), null, null);
    }

    /** The reasons' codes by the status that each is answered with. */
    public static SortedMap<Integer, SortedSet<String>> codes() {
        SortedMap<Integer, SortedSet<String>> codes = new TreeMap<>();
        for (Reason reason : Reason.values()) {
            codes.computeIfAbsent(status(reason), none -> new TreeSet<>()).add(reason.code());
        }
        return codes;
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case INVALID_ARGUMENT, INVALID_CURSOR, CASE_UNKNOWN -> 400;
            case VERIFY_FIRST,
                    VERIFY_FAILED,
                    CASE_REQUIRED,
                    CASE_NOT_LIVE,
                    CLASSES_APART,
                    CONDITION_NOT_MET,
                    TEXT_WITHHELD,
                    ACTION_REFUSED,
                    NOT_ALLOWED,
                    WORKFLOW_OFF,
                    CONTRACT_CHANGED -> 403;
            case UNKNOWN_TOOL, NOT_FOUND, UNKNOWN_OPERATION, GUARD_OFF -> 404;
            case ALREADY_VERIFIED,
                    IDEMPOTENCY_CONFLICT,
                    NOT_UNDOABLE,
                    ACTION_NOT_ACCEPTED,
                    CHANGED_MEANWHILE,
                    ESCALATED -> 409;
            case VERIFY_LIMIT,
                    BUDGET_CALLS,
                    BUDGET_ROWS,
                    BUDGET_BYTES,
                    BUDGET_MISSES,
                    BUDGET_ACTION,
                    TOO_MANY_WAITING,
                    RATE_LIMITED,
                    GRANT_LIMIT,
                    SUBJECT_LIMIT -> 429;
            case SHAPE_FAILED, INTERNAL -> 500;
            case SOURCE_WRONG_SHAPE, SOURCE_TOO_LARGE, OUTCOME_UNKNOWN -> 502;
            case STOPPED, SOURCE_UNAVAILABLE, GUARD_NOT_READY, JOURNAL_UNAVAILABLE -> 503;
            case SOURCE_TIMEOUT -> 504;
        };
    }

    private static @Nullable Duration retryAfter(Reason reason) {
        return switch (reason) {
            case RATE_LIMITED, STOPPED, GUARD_NOT_READY -> NEXT_MINUTE;
            case GRANT_LIMIT, SUBJECT_LIMIT -> LATER;
            case SOURCE_UNAVAILABLE, SOURCE_TIMEOUT, JOURNAL_UNAVAILABLE, CHANGED_MEANWHILE -> SOON;
            default -> null;
        };
    }
}
