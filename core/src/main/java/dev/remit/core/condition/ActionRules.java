package dev.remit.core.condition;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.remit.core.condition.Term.Value;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.util.List;
import java.util.Map;

/**
 * Conditions on actions as people write them: CEL over {@code args}, {@code grant} and facts, {@code order.status ==
 * 'delivered' && order.items.containsAll(args.items)}.
 *
 * <p>The syntax is CEL's, parsed by CEL's own parser. Types are checked and terms are judged here: CEL's checker knows
 * neither decimals nor dates, and its runtime computes with doubles. What is not judged exactly is refused at load.
 *
 * <table>
 *   <caption>What a condition may say</caption>
 *   <tr><td>comparisons</td><td>{@code == != < <= > >=} of two values of one type, whole numbers being decimals too;
 *       text by code points; no order for booleans</td></tr>
 *   <tr><td>literals</td><td>{@code 'text'}, {@code 5}, {@code 9.99} (at most 15 significant digits), {@code true},
 *       {@code date('2026-01-31')}, {@code timestamp('2026-01-31T00:00:00Z')}, {@code duration('24h')} (to the
 *       microsecond), {@code ['a', 'b']}</td></tr>
 *   <tr><td>numbers</td><td>{@code + - *}, exact: 64-bit whole numbers, decimals of at most 200 digits; no value
 *       beyond</td></tr>
 *   <tr><td>time</td><td>{@code now}; a timestamp plus or minus a duration; the difference of two timestamps</td></tr>
 *   <tr><td>absence</td><td>{@code order.eta == null}, {@code order.eta != null}, {@code has(order.eta)}, {@code order
 *       == null}</td></tr>
 *   <tr><td>lists</td><td>{@code in}, {@code size}, {@code containsAll}, {@code args.items.all(i, i in order.items)},
 *       {@code args.items.exists(i, i == 'a')}, these two not inside one another; at most 100 values</td></tr>
 *   <tr><td>text</td><td>{@code startsWith}, {@code endsWith}, {@code size} in code points</td></tr>
 *   <tr><td>logic</td><td>{@code ! && ||}, {@code a ? b : c}, parentheses, {@code true}, {@code false}</td></tr>
 * </table>
 *
 * <p>Three-valued. A test that needs an absent value is undecided, and so is all that needs such a test; but {@code
 * false && undecided} is false and {@code true || undecided} is true, in either order, as CEL absorbs errors.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">The CEL language definition</a>
 */
public final class ActionRules {
    /** No macros: {@code exists} and its like stay calls, and mean what is said above. Thread-safe. */
    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setOptions(CelOptions.current()
                    .maxExpressionCodePointSize(RowRules.MAX_LENGTH)
                    .maxParseRecursionDepth(RowRules.MAX_DEPTH)
                    .maxParseErrorRecoveryLimit(1)
                    .build())
            .build();

    private static final String FEWER = "Say it in fewer conditions, or declare a fact for a part.";

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
        RuleText text = new RuleText(cel, where);
        if (cel.isBlank()) {
            return rejected(Finding.error(
                    "rule-syntax", where, "The condition is empty.", "Write a condition, or leave it out."));
        }
        if (text.length() > RowRules.MAX_LENGTH) {
            return rejected(Finding.error(
                    "rule-too-large",
                    where,
                    "The condition has %,d characters; at most %,d are allowed."
                            .formatted(text.length(), RowRules.MAX_LENGTH),
                    FEWER));
        }
        try {
            var ast = PARSER.parse(cel).getAst();
            return compile(cel, text, ast.getExpr(), ast.getSource().getPositionsMap(), vocabulary);
        } catch (CelValidationException malformed) {
            return rejected(ofCondition(SyntaxErrors.first(malformed.getErrors(), text)));
        }
    }

    private static Result compile(
            String cel, RuleText text, CelExpr expr, Map<Long, Integer> positions, Vocabulary vocabulary) {
        Refusals found = new Refusals(text, positions);
        ActionRefusals refusals = new ActionRefusals(found);
        ActionNames names = new ActionNames(refusals, vocabulary);
        Value meaning = new ActionTerms(found, refusals, names).condition(expr, 1);
        return meaning != null && found.isEmpty()
                ? new Result.Rule(new ActionCondition(cel, names.used(), meaning))
                : new Result.Rejected(found.inOrder());
    }

    /** What is said of a row rule's syntax, said of a condition. */
    private static Finding ofCondition(Finding found) {
        return switch (found.code()) {
            case "rule-too-large" ->
                Finding.error(
                        found.code(),
                        found.location(),
                        "The condition is nested too deeply; at most %d levels are allowed."
                                .formatted(RowRules.MAX_DEPTH),
                        FEWER);
            case "rule-syntax" -> {
                int why = found.message().indexOf(": ");
                String said = why < 0 ? "." : found.message().substring(why);
                yield Finding.error(
                        found.code(), found.location(), "The condition is not valid CEL" + said, found.hint());
            }
            default -> found;
        };
    }

    private static Result rejected(Finding finding) {
        return new Result.Rejected(List.of(finding));
    }
}
