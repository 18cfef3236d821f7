package dev.remit.gateway.state;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call of an action, from the moment that it was accepted until it is over for good. It holds a customer's data, and
 * is kept sealed like all state; when it is over, it is kept as long as it can be asked for, undone or repeated by its key.
 *
 * @param id names it for all time; the upstream sees it too
 * @param what who called what, for whom
 * @param status how far it is
 * @param claims what is set aside of budgets for it, until it is surely not done
 * @param need who had to allow it, where people did; null otherwise
 * @param votes what people said of it so far
 * @param result what it gave back, shaped, as JSON; null where there is nothing
 * @param reason why it was not done, as a code; null otherwise
 * @param undoneBy the operation that took it back, or null
 * @param changedAt when its status changed last
 */
public record Operation(
        String id,
        What what,
        Status status,
        List<Claim> claims,
        @Nullable Need need,
        List<Vote> votes,
        @Nullable String result,
        @Nullable String reason,
        @Nullable String undoneBy,
        Instant createdAt,
        Instant changedAt) {
    private static final String NOTHING = "{}";

    public Operation {
        claims = List.copyOf(claims);
        votes = List.copyOf(votes);
    }

    /** Milliseconds since the epoch: when it expires; of what does not, since when it is so. */
    public long due() {
        boolean expires = status == Status.WAITING || status == Status.DRAFT;
        return expires && need != null ? need.deadline().toEpochMilli() : changedAt.toEpochMilli();
    }

    /**
     * A call.
     *
     * @param contract the digest of the version that decided
     * @param arguments as JSON, what identifies the call aside
     * @param digest lower-case hex SHA-256 of the action's name and {@code arguments}: what an approval is good for
     * @param key tells a retry from a second call, or null
     * @param statedReason what the agent says that it is for; shown as such, believed by nobody
     * @param undoes the operation that it takes back, or null
     * @param caseId the case, or null
     * @param keep for how many days its record keeps what went in and came out; 0 where that is gone from here already
     */
    public record What(
            String conversation,
            String grant,
            String agent,
            @Nullable String actor,
            String workflow,
            String tenant,
            @Nullable String subject,
            String contract,
            String action,
            String arguments,
            String digest,
            @Nullable String key,
            @Nullable String statedReason,
            @Nullable String undoes,
            @Nullable String caseId,
            int keep) {
        /** The same call, told something else. */
        public What telling(String otherArguments, String otherDigest) {
            return new What(
                    conversation,
                    grant,
                    agent,
                    actor,
                    workflow,
                    tenant,
                    subject,
                    contract,
                    action,
                    otherArguments,
                    otherDigest,
                    key,
                    statedReason,
                    undoes,
                    caseId,
                    keep);
        }

        /** The same call without what was said in it. Its digest stays, as it does on record. */
        What bare() {
            return new What(
                    conversation,
                    grant,
                    agent,
                    actor,
                    workflow,
                    tenant,
                    subject,
                    contract,
                    action,
                    NOTHING,
                    digest,
                    key,
                    null,
                    undoes,
                    caseId,
                    Keep.GONE);
        }

        /** Whether what went in and came out is erased. */
        public boolean erased() {
            return keep == Keep.GONE;
        }

        /**
         * A person's call that takes an operation of this call back, for the same customer.
         *
         * @param contractNow the digest of the version that decides now
         */
        public What takenBack(
                String operation, String contractNow, String otherAction, String otherArguments, String otherDigest) {
            return new What(
                    conversation,
                    grant,
                    agent,
                    actor,
                    workflow,
                    tenant,
                    subject,
                    contractNow,
                    otherAction,
                    otherArguments,
                    otherDigest,
                    null,
                    null,
                    operation,
                    caseId,
                    keep);
        }
    }

    /** How far it is. */
    public enum Status {
        /** Being done, or it was when the gateway ended. */
        STARTED,
        DONE,
        /** Surely not done; nothing changed. */
        UNDONE,
        /** Nobody can say; a person finds out. */
        UNKNOWN,
        /** Waits for people to allow it. */
        WAITING,
        /** Waits for a person to edit, send or drop it. */
        DRAFT,
        DENIED,
        EXPIRED,
        DROPPED;

        /** Whether it is over for good. */
        public boolean over() {
            return switch (this) {
                case DONE, UNDONE, DENIED, EXPIRED, DROPPED -> true;
                case STARTED, UNKNOWN, WAITING, DRAFT -> false;
            };
        }

        /** Whether people may yet allow it. */
        public boolean undecided() {
            return this == WAITING || this == DRAFT;
        }

        /** Whether a person has to do something. */
        public boolean waits() {
            return undecided() || this == UNKNOWN;
        }
    }

    /**
     * A part of a budget.
     *
     * @param window its id
     * @param seconds how long it lasts
     * @param at when it was taken: the window of that time holds it, and no later one of the same id
     */
    public record Claim(String window, long seconds, BigDecimal amount, Instant at) {}

    /**
     * Who must allow it.
     *
     * @param roles labels of the roles that may
     * @param because why, in fixed words
     * @param asked what the gateway had looked up when it was asked for, as a JSON object: so that people see what has
     *     changed since
     */
    public record Need(
            Set<String> roles,
            int people,
            boolean fourEyes,
            boolean tellWhy,
            Instant deadline,
            List<String> because,
            String asked) {
        public Need {
            roles = Set.copyOf(roles);
            because = List.copyOf(because);
        }

        /** The same, asked anew for other arguments. */
        public Need asking(String facts) {
            return new Need(roles, people, fourEyes, tellWhy, deadline, because, facts);
        }
    }

    /**
     * What one person said.
     *
     * @param role the label of the role that the person had
     * @param note why, or null
     */
    public record Vote(
            String account,
            String role,
            boolean allowed,
            @Nullable String note,
            Instant at) {}

    /** Without what went in and came out, what was looked up, and what people wrote: that it was, and how it stands. */
    Operation bare() {
        return new Operation(
                id,
                what.bare(),
                status,
                claims,
                need == null ? null : need.asking(NOTHING),
                votes.stream()
                        .map(vote -> new Vote(vote.account(), vote.role(), vote.allowed(), null, vote.at()))
                        .toList(),
                null,
                reason,
                undoneBy,
                createdAt,
                changedAt);
    }

    /** Whom it is about. */
    Whose whose() {
        return new Whose(what.workflow(), what.tenant(), what.subject(), what.caseId());
    }

    /** Whether the agent may read why it was denied. */
    public boolean tellsWhy() {
        return need != null && need.tellWhy();
    }

    /** The same, so far. */
    public Operation now(Status now, Instant at) {
        return new Operation(id, what, now, claims, need, votes, result, reason, undoneBy, createdAt, at);
    }

    public Operation because(@Nullable String code) {
        return new Operation(id, what, status, claims, need, votes, result, code, undoneBy, createdAt, changedAt);
    }

    public Operation gave(@Nullable String json) {
        return new Operation(id, what, status, claims, need, votes, json, reason, undoneBy, createdAt, changedAt);
    }

    public Operation needing(@Nullable Need people) {
        return new Operation(id, what, status, claims, people, votes, result, reason, undoneBy, createdAt, changedAt);
    }

    public Operation voted(List<Vote> all) {
        return new Operation(id, what, status, claims, need, all, result, reason, undoneBy, createdAt, changedAt);
    }

    /** An edited draft is another call: what people said of the old one does not count. */
    public Operation telling(What other) {
        return new Operation(
                id, other, status, claims, need, List.of(), result, reason, undoneBy, createdAt, changedAt);
    }

    public Operation undoneBy(String operation) {
        return new Operation(id, what, status, claims, need, votes, result, reason, operation, createdAt, changedAt);
    }

    public Operation claiming(List<Claim> all) {
        return new Operation(id, what, status, all, need, votes, result, reason, undoneBy, createdAt, changedAt);
    }
}
