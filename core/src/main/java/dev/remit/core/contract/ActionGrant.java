package dev.remit.core.contract;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Effect;
import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.ActionCondition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * What a contract grants of one action.
 *
 * @param why why the job needs it
 * @param level how much of it the agent does by itself
 * @param facts by name: the action's own, then the contract's
 * @param when all must be true of the call, or it is refused
 * @param approvals each says when a person must allow it first, and who
 * @param budget each is a limit that a call stays within
 * @param read what happens where the conversation has read text that could steer it
 * @param undo whether the agent may take back what it did
 */
public record ActionGrant(
        Action action,
        String why,
        Level level,
        SequencedMap<String, Fact> facts,
        List<ActionCondition> when,
        List<Approval> approvals,
        List<Allowance> budget,
        AfterReading read,
        boolean undo) {
    public ActionGrant {
        facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
        when = List.copyOf(when);
        approvals = List.copyOf(approvals);
        budget = List.copyOf(budget);
    }

    /** Whether it says something of a customer, so that the grant must have one. */
    public boolean ofSubject() {
        return ofSubject(action);
    }

    static boolean ofSubject(Action action) {
        return action.on() != null
                || action.facts().values().stream()
                        .anyMatch(fact -> fact.resource().scope() instanceof Scope.OfSubject)
                || (action.means() instanceof Means.Statement statement
                        && statement.parameters().contains("subject"));
    }

    /** How much of an action an agent does by itself, most first: a later one is stricter. */
    public enum Level {
        /** It is done, or waits for approval where a rule asks for it. */
        AUTOMATE,
        /** It becomes a draft, which a person edits, sends or drops. */
        ASSIST,
        /** It goes to a person as a case. */
        ESCALATE,
        /** It is refused. */
        REFUSE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Where a contract names none: what an effect asks for. */
        public static Level of(Effect effect) {
            return effect == Effect.DRAFT ? ASSIST : AUTOMATE;
        }

        public Level stricter(Level other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** What a conversation that has read free text may still do with a steerable action; a later one is stricter. */
    public enum AfterReading {
        ALLOW,
        APPROVE,
        REFUSE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public AfterReading stricter(AfterReading other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
