package dev.remit.core.condition;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an action, compiled. Immutable and thread-safe. Two are equal that mean the same by their syntax: the
 * same tests in the same order, however they are spaced and whatever parentheses they need not have.
 */
public final class ActionCondition {
    /** The longest list that is looked at; with a longer one a test is undecided. */
    static final int MAX_ELEMENTS = 100;

    private final String text;
    private final Set<String> variables;
    private final Term.Value meaning;

    ActionCondition(String text, Set<String> variables, Term.Value meaning) {
        this.text = text;
        this.variables = Set.copyOf(variables);
        this.meaning = meaning;
    }

    /** What came of a test. */
    public enum Outcome {
        TRUE,
        FALSE,
        /** A value was needed that is absent, is not of its declared type, or could not be computed within bounds. */
        UNDECIDED
    }

    /** As people wrote it. */
    public String text() {
        return text;
    }

    /** The variables that it looks at, {@code now} aside: what must be fetched before a test. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * Judges the values of one call. Never throws, whatever the values; takes time within a fixed bound.
     *
     * @param values by variable, and the time of the call as an {@link java.time.Instant} under {@code now}: of the Java
     *     types that {@link ValueType} names, absent ones as null. A variable without an entry leaves every test of it
     *     undecided, also one for absence; a member without an entry in its row is absent; the members of an absent row
     *     are undecided.
     */
    public Outcome test(Map<String, ? extends @Nullable Object> values) {
        try {
            return switch (meaning.value(new Frame(values, null))) {
                case Boolean held when held -> Outcome.TRUE;
                case Boolean _ -> Outcome.FALSE;
                case null, default -> Outcome.UNDECIDED;
            };
        } catch (RuntimeException _) {
            // Our own terms throw nothing, but a caller's map or list may: one that is sorted refuses keys of another
            // type, one that changes meanwhile refuses to go on. What it holds is then unknown, which is the answer.
            return Outcome.UNDECIDED;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionCondition condition && meaning.equals(condition.meaning);
    }

    @Override
    public int hashCode() {
        return meaning.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
