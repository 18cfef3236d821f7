package dev.remit.core.decision;

import dev.remit.core.contract.Approval;
import java.util.List;

/** May it be done, and by whom? */
public sealed interface ActionDecision {
    /** As asked, at once. */
    record Allow() implements ActionDecision {}

    /**
     * When people have allowed it.
     *
     * @param need who, how many, how soon: what all rules that ask for approval ask for together
     * @param because why, in fixed words: {@code irreversible}, {@code rule}, {@code has_read_text}; at least one
     */
    record StepUp(Approval need, List<String> because) implements ActionDecision {
        public StepUp {
            because = List.copyOf(because);
        }
    }

    /**
     * It becomes a draft, which a person edits, sends or drops.
     *
     * @param need who may send it, and how soon
     */
    record Draft(Approval need) implements ActionDecision {}

    /** It goes to a person as a case. */
    record Defer() implements ActionDecision {}

    /** No. */
    record Deny(Reason reason) implements ActionDecision {}

    /** As it stands in records. */
    default String text() {
        return switch (this) {
            case Allow allow -> "allow";
            case StepUp stepUp -> "step_up";
            case Draft draft -> "draft";
            case Defer defer -> "defer";
            case Deny deny -> "deny";
        };
    }
}
