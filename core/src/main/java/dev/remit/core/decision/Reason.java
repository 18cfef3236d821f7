package dev.remit.core.decision;

import dev.remit.core.contract.Boundary.Edge;
import dev.remit.core.contract.Fallback;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not released. The codes are fixed: they stand in records, answers, contract tests and metrics.
 *
 * <p>What an agent may learn is in the code alone. {@link #NOT_FOUND} is the one answer for "not there" and "not yours".
 */
public enum Reason {
    /** No such tool in this contract. */
    UNKNOWN_TOOL(Edge.NOT_GRANTED, "This grant has no such tool; ask for the list of tools."),
    /** The arguments do not fit the tool's input schema. */
    INVALID_ARGUMENT(Edge.NOT_GRANTED, "The arguments do not fit the tool's input schema."),
    /** The cursor is of another grant or another query, or was changed. */
    INVALID_CURSOR(Edge.NOT_GRANTED, "The cursor does not belong to this grant and query; begin again without one."),
    /** A data tool was called before the customer is known. */
    VERIFY_FIRST(Edge.UNVERIFIED, "The customer is not known yet; call verify_customer first."),
    /** What the caller said matches no customer, or more than one. */
    VERIFY_FAILED(Edge.UNVERIFIED, "What was given does not match exactly one customer."),
    /** Too many attempts. */
    VERIFY_LIMIT(Edge.UNVERIFIED, "Too many attempts to verify a customer; hand the case to a person."),
    /** A grant has one customer, for good. */
    ALREADY_VERIFIED(Edge.NOT_GRANTED, "This grant has its customer already; open another grant for another one."),
    /** A case was named that nothing in the contract would check. */
    CASE_UNKNOWN(Edge.NOT_GRANTED, "This workflow has no case; open the grant without one."),
    /** The contract demands a case, and none was named. */
    CASE_REQUIRED(Edge.UNVERIFIED, "This workflow needs a case; name it when opening the grant."),
    /** The case is not there, not live, or not this customer's. */
    CASE_NOT_LIVE(Edge.UNVERIFIED, "There is no such live case."),
    /** Not there, or not yours. */
    NOT_FOUND(Edge.NOT_FOUND, "There is nothing under that key for this customer."),
    /** The conversation has been served a class that must stay apart from this one. */
    CLASSES_APART(Edge.NOT_GRANTED, "This conversation was served data that must stay apart from this."),
    BUDGET_CALLS(Edge.LIMIT, "The budget of calls is used up."),
    BUDGET_ROWS(Edge.LIMIT, "The budget of rows is used up."),
    BUDGET_BYTES(Edge.LIMIT, "The budget of bytes is used up."),
    BUDGET_MISSES(Edge.LIMIT, "Too many look-ups found nothing; hand the case to a person."),
    RATE_LIMITED(Edge.LIMIT, "Too many calls in this minute; wait, then try again."),
    GRANT_LIMIT(Edge.LIMIT, "This agent has opened too many grants in this hour; try again later."),
    SUBJECT_LIMIT(Edge.LIMIT, "This agent has served too many customers in this hour; try again later."),
    /** No such workflow or tenant, or not for this agent: the same to whoever asks. */
    NOT_ALLOWED(Edge.NOT_GRANTED, "This agent may not open such a grant."),
    WORKFLOW_OFF(Edge.UNAVAILABLE, "This workflow is switched off."),
    /** An operator's switch is thrown. Which one and why is nothing that an agent learns. */
    STOPPED(Edge.UNAVAILABLE, "This is not available now; hand the case to a person, or try again later."),
    /** The contract version that opened the grant cannot be had any more, or leaves nothing. */
    CONTRACT_CHANGED(Edge.UNAVAILABLE, "The workflow's contract has changed; open a new grant."),
    SOURCE_UNAVAILABLE(Edge.UNAVAILABLE, "The system of record cannot answer now; try again later."),
    SOURCE_TIMEOUT(Edge.UNAVAILABLE, "The system of record took too long; try again later."),
    SOURCE_WRONG_SHAPE(
            Edge.UNAVAILABLE, "The system of record answered in a way that was not agreed; its operator must look."),
    SOURCE_TOO_LARGE(Edge.UNAVAILABLE, "The answer is too large; ask for fewer rows."),
    /** The contract's condition on the action is not met. */
    CONDITION_NOT_MET(Edge.NOT_GRANTED, "What the contract asks of this action is not so; nothing was changed."),
    /** A budget of the action is used up. */
    BUDGET_ACTION(Edge.LIMIT, "The budget of this action is used up; hand the case to a person."),
    /** The contract leaves this action to people. */
    ACTION_REFUSED(Edge.NOT_GRANTED, "This action is not for agents here."),
    /** The same key came with other arguments. */
    IDEMPOTENCY_CONFLICT(Edge.NOT_GRANTED, "This idempotency_key was used for another call; use a new one."),
    /** No operation of that id in this conversation. */
    UNKNOWN_OPERATION(Edge.NOT_FOUND, "This conversation has no such operation."),
    /** Something is in the way of taking it back. */
    NOT_UNDOABLE(Edge.NOT_GRANTED, "This operation cannot be taken back."),
    /** Too many operations of one conversation wait for people. */
    TOO_MANY_WAITING(Edge.LIMIT, "Too many operations of this conversation wait for a person; wait for those."),
    /** What a decision was taken from is not what the source holds at the moment of doing it. */
    CHANGED_MEANWHILE(
            Edge.UNAVAILABLE,
            "What this depends on has changed at this moment, and nothing was done. Look again, then call again."),
    /** The system of record did not accept the change. */
    ACTION_NOT_ACCEPTED(Edge.NOT_GRANTED, "The system of record did not accept this; nothing was changed."),
    /** It is not known whether it was done; a person finds out. */
    OUTCOME_UNKNOWN(Edge.UNAVAILABLE, "It is not known whether this was done; do not repeat it, a person looks at it."),
    /** A person was asked to take over, and until that is settled the agent waits. */
    ESCALATED(Edge.LIMIT, "A person was asked to take this over; until then only what the contract names still works."),
    /** A text of an action holds another customer's value, or an identifier from nowhere: which, is not told. */
    TEXT_WITHHELD(
            Edge.NOT_GRANTED,
            "The text holds something that this conversation was not given and that is not on record for this customer;"
                    + " nothing was changed. Take that out, then call again."),
    /** A value could not be made safe to release, or a text not be checked. */
    SHAPE_FAILED(Edge.UNAVAILABLE, "This could not be made safe to go out, so it did not."),
    /** What goes out is checked here, and what it is checked against was not read yet. */
    GUARD_NOT_READY(
            Edge.UNAVAILABLE,
            "Texts cannot be checked yet, so none goes out that is not known to be safe; try again later."),
    /** No answer is checked here, so none is called safe. */
    GUARD_OFF(
            Edge.NOT_GRANTED,
            "This gateway does not check answers; its operator turns that on with 'guard' in privacy.yaml."),
    JOURNAL_UNAVAILABLE(Edge.UNAVAILABLE, "The record cannot be written now, so nothing is released; try again later."),
    INTERNAL(
            Edge.UNAVAILABLE,
            "Something failed inside the gateway; its operator can look it up by the correlation id.");

    private final Edge edge;
    private final String detail;

    Reason(Edge edge, String detail) {
        this.edge = edge;
        this.detail = detail;
    }

    /** As it stands in answers and records. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which words of the contract go with it. */
    public Edge edge() {
        return edge;
    }

    /** What failed, as a contract names it under {@code fallback}; null where nothing did that it can name. */
    public Fallback.@Nullable Cause cause() {
        return switch (this) {
            case SOURCE_UNAVAILABLE, SOURCE_WRONG_SHAPE -> Fallback.Cause.SOURCE_DOWN;
            case SOURCE_TIMEOUT -> Fallback.Cause.SOURCE_SLOW;
            case SHAPE_FAILED, GUARD_NOT_READY -> Fallback.Cause.DETECTOR_DOWN;
            default -> null;
        };
    }

    /** What happened and what to do next; nothing about data. */
    public String detail() {
        return detail;
    }
}
