package dev.remit.core.decision;

import dev.remit.core.catalog.Effect;
import dev.remit.core.condition.ActionCondition;
import dev.remit.core.condition.ActionCondition.Outcome;
import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.ActionGrant.AfterReading;
import dev.remit.core.contract.Approval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one call of an action. Pure. Where a condition cannot be judged, because a value is absent, the answer is
 * the stricter one: a demand is not met, and approval is needed.
 */
public final class ActionDecider {
    /** What is asked for where no rule says who. */
    private static final Approval ANYBODY =
            new Approval(null, Set.of(Approval.Approver.APPROVER), Duration.ofMinutes(30), 1, true, false);

    private ActionDecider() {}

    /**
     * Thread-safe.
     *
     * @param values what conditions name: {@code args}, {@code grant}, the facts, and {@code now}
     * @param hasReadText whether the conversation was served text that people wrote
     */
    public static ActionDecision decide(
            ActionGrant grant, Map<String, ? extends @Nullable Object> values, boolean hasReadText) {
        if (grant.level() == ActionGrant.Level.REFUSE) {
            return new ActionDecision.Deny(Reason.ACTION_REFUSED);
        }
        boolean steered = hasReadText && grant.action().steerable();
        if (steered && grant.read() == AfterReading.REFUSE) {
            return new ActionDecision.Deny(Reason.ACTION_REFUSED);
        }
        for (ActionCondition demand : grant.when()) {
            if (demand.test(values) != Outcome.TRUE) {
                return new ActionDecision.Deny(Reason.CONDITION_NOT_MET);
            }
        }
        if (grant.level() == ActionGrant.Level.ESCALATE) {
            return new ActionDecision.Defer();
        }
        List<Approval> needed = new ArrayList<>();
        List<String> because = new ArrayList<>();
        for (Approval rule : grant.approvals()) {
            if (rule.when() == null || rule.when().test(values) != Outcome.FALSE) {
                needed.add(rule);
            }
        }
        if (!needed.isEmpty()) {
            because.add("rule");
        }
        if (steered && grant.read() == AfterReading.APPROVE) {
            because.add("has_read_text");
        }
        if (grant.action().effect() == Effect.IRREVERSIBLE) {
            because.add("irreversible");
        }
        if (grant.level() == ActionGrant.Level.ASSIST) {
            return new ActionDecision.Draft(together(needed));
        }
        return because.isEmpty() ? new ActionDecision.Allow() : new ActionDecision.StepUp(together(needed), because);
    }

    /** What all of them ask for; where no one role satisfies all, an admin does. */
    private static Approval together(List<Approval> needed) {
        if (needed.isEmpty()) {
            return ANYBODY;
        }
        Approval first = needed.getFirst();
        Set<Approval.Approver> by = EnumSet.copyOf(first.by());
        Duration within = first.within();
        int people = 1;
        boolean fourEyes = false;
        boolean tellWhy = true;
        for (Approval each : needed) {
            by.retainAll(each.by());
            within = within.compareTo(each.within()) < 0 ? within : each.within();
            people = Math.max(people, each.people());
            fourEyes |= each.fourEyes();
            tellWhy &= each.tellWhy();
        }
        if (by.isEmpty()) {
            by.add(Approval.Approver.ADMIN);
        }
        return new Approval(null, by, within, people, fourEyes, tellWhy);
    }
}
