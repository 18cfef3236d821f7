package dev.remit.gateway.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that a person was asked to take over. It says what a person needs to begin with; of customers' values only
 * what the detector of personal data left of messages. Kept sealed like all state.
 *
 * @param id names it for all time
 * @param where whose conversation it is
 * @param topics labels of what it is about, what weighs most first; possibly none
 * @param by who asked for a person
 * @param action the action that it is about, or null
 * @param reason the agent's, without what a customer could be told by; believed by nobody. Null where there is none
 * @param queue which people look at it
 * @param handOver what they see of the conversation, as JSON
 * @param deadline by when somebody should have answered
 * @param claimedBy the account that looks after it, or null
 * @param answer what a person tells the agent, or null
 * @param told whether the agent was given the answer
 * @param changedAt when it changed last
 */
public record Escalation(
        String id,
        Where where,
        List<String> topics,
        By by,
        @Nullable String action,
        @Nullable String reason,
        String queue,
        String handOver,
        Instant deadline,
        Status status,
        @Nullable String claimedBy,
        @Nullable String answer,
        boolean told,
        Instant createdAt,
        Instant changedAt) {
    public Escalation {
        topics = List.copyOf(topics);
    }

    /**
     * Whose conversation it is.
     *
     * @param grant the grant that ran into it
     * @param contract the digest of the version that decided
     * @param subject the customer, or null where none was bound yet
     * @param keep for how many days its record keeps what went in and came out, at least 1
     */
    public record Where(
            String conversation,
            String grant,
            String agent,
            String workflow,
            String contract,
            String tenant,
            @Nullable String caseId,
            @Nullable String subject,
            int keep) {}

    /** Who asked for a person. */
    public enum By {
        AGENT,
        /** What the customer said. */
        RULE,
        /** The agent was at the end of what it may do. */
        BOUNDARY,
        /** What the contract's conditions look at. */
        DATA,
        /** The contract leaves an action to people. */
        ACTION,
        /** Something failed, or nobody decided in time, and the contract says that a person goes on. */
        FALLBACK
    }

    /** How far it is. */
    public enum Status {
        OPEN,
        /** Somebody looks after it. */
        CLAIMED,
        /** A person told the agent how to go on. */
        ANSWERED,
        CLOSED,
        /** Nobody answered in time; a person still can. */
        EXPIRED;

        /** Whether the agent has to wait. */
        public boolean holds() {
            return this == OPEN || this == CLAIMED || this == EXPIRED;
        }
    }

    /** The same, so far. */
    public Escalation now(Status now, Instant at) {
        return new Escalation(
                id, where, topics, by, action, reason, queue, handOver, deadline, now, claimedBy, answer, told,
                createdAt, at);
    }

    /** In another queue, where nobody looks after it yet. */
    public Escalation passedOn(String next, Instant by, Instant at) {
        return new Escalation(
                id,
                where,
                topics,
                this.by,
                action,
                reason,
                next,
                handOver,
                by,
                Status.OPEN,
                null,
                answer,
                told,
                createdAt,
                at);
    }

    public Escalation claimed(String account) {
        return new Escalation(
                id, where, topics, by, action, reason, queue, handOver, deadline, status, account, answer, told,
                createdAt, changedAt);
    }

    public Escalation answered(String text) {
        return new Escalation(
                id, where, topics, by, action, reason, queue, handOver, deadline, status, claimedBy, text, false,
                createdAt, changedAt);
    }

    public Escalation toldTheAgent() {
        return new Escalation(
                id, where, topics, by, action, reason, queue, handOver, deadline, status, claimedBy, answer, true,
                createdAt, changedAt);
    }

    /** Whom it is about. */
    Whose whose() {
        return new Whose(where.workflow, where.tenant, where.subject, where.caseId);
    }

    /** With the customer whom its conversation turned out to be about. */
    public Escalation about(String subject) {
        Where bound = new Where(
                where.conversation,
                where.grant,
                where.agent,
                where.workflow,
                where.contract,
                where.tenant,
                where.caseId,
                subject,
                where.keep);
        return new Escalation(
                id, bound, topics, by, action, reason, queue, handOver, deadline, status, claimedBy, answer, told,
                createdAt, changedAt);
    }
}
