package dev.remit.core.condition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that an action's condition may use, beside {@code now}: {@code args}, {@code grant}, and the facts.
 *
 * @param variables in the order in which people are told of them; one that is called {@code now} is hidden by the time
 *     of the call
 */
public record Vocabulary(SequencedMap<String, ValueType> variables) {
    /** The time of the call, known to every condition. */
    public static final String NOW = "now";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that CEL keeps for itself, those for a future of its own included. */
    private static final Set<String> RESERVED = Set.of(
            "in",
            "true",
            "false",
            "null",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    public Vocabulary {
        variables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
    }

    /** Whether a condition could say a name, and would mean by it the variable of that name. */
    public static boolean canName(String name) {
        return NAME.matcher(name).matches() && !RESERVED.contains(name) && !name.equals(NOW);
    }
}
