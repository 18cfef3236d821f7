package dev.remit.core.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Term.Many;
import dev.remit.core.condition.Term.NamedRow;
import dev.remit.core.condition.Term.Value;
import dev.remit.core.finding.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with one condition on an action, in words for people. Not thread-safe. */
final class ActionRefusals {
    private static final int NAMES_IN_A_HINT = 10;
    private static final String NOT_EXACT = "Multiply the other side instead: a quotient is not exact.";
    private static final String LITERAL = "Write a literal of the type that is needed.";
    private static final String QUANTIFY = "Write args.items.exists(i, i == 'a') or args.items.all(i, i != 'a').";

    private static final List<String> FUNCTIONS = List.of(
            "size", "has", "startsWith", "endsWith", "containsAll", "all", "exists", "date", "timestamp", "duration");

    /** What to write instead of what people reach for. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("_/_", NOT_EXACT),
            Map.entry("_%_", NOT_EXACT),
            Map.entry("_[_]", "Name a member with a dot: order.status; ask of a list with in."),
            Map.entry("contains", "Of a list, write 'a' in args.items; of a text, compare the whole with ==."),
            Map.entry("matches", "Compare with ==, startsWith or endsWith."),
            Map.entry("filter", QUANTIFY),
            Map.entry("map", QUANTIFY),
            Map.entry("exists_one", QUANTIFY),
            Map.entry("existsOne", QUANTIFY),
            Map.entry("int", LITERAL),
            Map.entry("uint", LITERAL),
            Map.entry("double", LITERAL),
            Map.entry("string", LITERAL),
            Map.entry("sum", "Declare the sum as a fact, and compare the fact."));

    private final Refusals refusals;
    private boolean tooLarge;

    ActionRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    void typeMismatch(CelExpr at, String message, String hint) {
        refusals.typeMismatch(at, sentence(message), hint);
    }

    void notJudged(CelExpr at, String what, String hint) {
        refusals.add("not-judged", at, "A condition cannot say this: " + what + ".", hint);
    }

    /** Said once: a condition that is too large is too large in many places. */
    void tooLarge(CelExpr at, String message) {
        if (!tooLarge) {
            tooLarge = true;
            refusals.add("rule-too-large", at, message, "Say it in fewer conditions, or declare a fact for a part.");
        }
    }

    void unknownName(CelExpr at, SequencedMap<String, ValueType> variables) {
        String name = at.ident().name();
        List<String> known = new ArrayList<>(variables.keySet());
        known.remove(Vocabulary.NOW);
        known.add(Vocabulary.NOW);
        String hint = Nearest.to(name, known)
                .or(() -> memberOf(name, variables))
                .map(near -> "Did you mean " + near + "?")
                .orElse("Put quotes around a text, and the name of its row before a member.");
        refusals.add(
                "unknown-name",
                at,
                "The condition knows " + listed(known) + "; " + quoted(name) + " it does not.",
                hint);
    }

    void unknownMember(CelExpr at, NamedRow row, String name) {
        String path = written(row.path());
        Collection<String> known = row.type().members().keySet();
        String hint = Nearest.to(name, known)
                .map(near -> "Did you mean " + path + "." + near + "?")
                .orElseGet(() -> known.isEmpty() ? "It has none." : "It has " + listed(known) + ".");
        refusals.add("unknown-field", at, path + " has no field " + quoted(name) + ".", hint);
    }

    void unknownFunction(CelExpr at) {
        String function = at.call().function();
        String what = switch (function) {
            case "_/_" -> "a division";
            case "_%_" -> "a remainder";
            case "_[_]" -> "an index";
            default -> "the function " + PredicateText.visible(function);
        };
        String instead = INSTEAD.get(function);
        notJudged(
                at,
                what,
                instead != null ? instead : Nearest.hint(function, FUNCTIONS, "It knows " + listed(FUNCTIONS) + "."));
    }

    /** A known function that is called otherwise than it can be. */
    void usage(CelExpr at, String example) {
        notJudged(at, at.call().function() + " is called otherwise", "Write " + example + ".");
    }

    @Nullable
    Value mismatch(CelExpr left, Value one, CelExpr right, Value other) {
        boolean turned = !named(left) && named(right);
        Value expected = turned ? other : one;
        typeMismatch(
                turned ? left : right,
                turned
                        ? described(right, other) + ", but " + described(left, one) + "."
                        : described(left, one) + ", but " + described(right, other) + ".",
                named(left) && named(right) ? "Compare values of the same type." : example(expected.sort()));
        return null;
    }

    /** What an expression is, in the words of the condition. */
    static String described(CelExpr expr, Term term) {
        return (named(expr) ? PredicateText.visible(written(expr)) : "this") + " is " + noun(term);
    }

    static String noun(Term term) {
        return switch (term) {
            case Value value -> value.sort().noun();
            case Many many -> "a list of " + many.sort().plural();
            default -> "a row";
        };
    }

    static String example(Sort sort) {
        return switch (sort) {
            case TEXT -> Operands.example(FieldType.TEXT);
            case INTEGER -> Operands.example(FieldType.INTEGER);
            case DECIMAL -> Operands.example(FieldType.DECIMAL);
            case BOOLEAN -> Operands.example(FieldType.BOOLEAN);
            case DATE -> Operands.example(FieldType.DATE);
            case TIMESTAMP -> Operands.example(FieldType.TIMESTAMP);
            case DURATION -> "Write duration('24h').";
        };
    }

    static String quoted(String name) {
        return "'" + PredicateText.visible(name) + "'";
    }

    private static boolean named(CelExpr expr) {
        return expr.getKind() == Kind.IDENT || expr.getKind() == Kind.SELECT;
    }

    private static String written(CelExpr expr) {
        return expr.getKind() == Kind.SELECT
                ? written(expr.select().operand()) + "." + expr.select().field()
                : expr.ident().name();
    }

    private static String written(Path path) {
        StringBuilder written = new StringBuilder(path.variable());
        path.members().forEach(member -> written.append('.').append(member));
        return written.toString();
    }

    private static Optional<String> memberOf(String name, SequencedMap<String, ValueType> variables) {
        return variables.entrySet().stream()
                .filter(each -> each.getValue() instanceof ValueType.Row row
                        && row.members().containsKey(name))
                .map(each -> each.getKey() + "." + name)
                .findFirst();
    }

    private static String listed(Collection<String> names) {
        return names.stream().limit(NAMES_IN_A_HINT).collect(Collectors.joining(", "))
                + (names.size() > NAMES_IN_A_HINT ? ", …" : "");
    }

    /** A capital for our own words, never for a name of the configuration. */
    private static String sentence(String text) {
        return text.startsWith("this ") || text.startsWith("there is ") || text.startsWith("the list ")
                ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
                : text;
    }
}
