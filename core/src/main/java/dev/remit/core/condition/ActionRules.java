package dev.remit.core.condition;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.util.List;

/** Conditions on actions as people write them. */
public final class ActionRules {
    private ActionRules() {}

    /** What became of a condition. */
    public sealed interface Result {
        /** The condition is understood whole. */
        record Rule(ActionCondition condition) implements Result {}

        /** At least one finding, in the order of the text; each is an error. */
        record Rejected(List<Finding> findings) implements Result {
            public Rejected {
                findings = List.copyOf(findings);
            }
        }
    }

    /**
     * Compiles one condition. Thread-safe and pure; whatever the text, it never throws.
     *
     * <p>Findings carry one of the codes {@code rule-syntax}, {@code rule-too-large}, {@code unknown-field},
     * {@code unknown-name}, {@code type-mismatch}, {@code invalid-literal}, {@code not-judged}.
     *
     * @param cel the condition
     * @param where its first character, inside any quotes; positions of findings are exact where it is written on one
     *     line without escapes of the surrounding format
     * @param vocabulary what it may name
     */
    public static Result compile(String cel, Location where, Vocabulary vocabulary) {
        return new Result.Rejected(List.of(
                Finding.error("rule-syntax", where, "The condition is empty.", "Write a condition, or leave it out.")));
    }
}
