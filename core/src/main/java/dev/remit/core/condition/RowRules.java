package dev.remit.core.condition;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.remit.core.catalog.Resource;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.util.List;

/**
 * Row rules as people write them: CEL over one resource, {@code order.status == 'open' && order.placed_at > now -
 * duration('24h')}.
 *
 * <p>The syntax is CEL's, parsed by CEL's own parser. The meaning is a {@link Predicate}: a small part of CEL, checked
 * here against the types of the catalog instead of by CEL's checker, which knows neither decimals nor dates and cannot
 * say what to write instead. What a source could not judge exactly as we do is refused at load.
 *
 * <table>
 *   <caption>What a rule may say</caption>
 *   <tr><td>comparisons</td><td>{@code == != < <= > >=} of a field with a literal, with a field of the same type or,
 *       for timestamps, with {@code now}; no order for booleans</td></tr>
 *   <tr><td>literals</td><td>{@code 'text'}, {@code 5}, {@code 9.99} (at most 15 significant digits), {@code true},
 *       {@code date('2026-01-31')}, {@code timestamp('2026-01-31T00:00:00Z')} (to the microsecond)</td></tr>
 *   <tr><td>time</td><td>{@code now}, {@code now - duration('8760h')}, {@code now + duration('15m')}, at most 100
 *       years away</td></tr>
 *   <tr><td>absence</td><td>{@code order.eta == null}, {@code order.eta != null}, {@code has(order.eta)}</td></tr>
 *   <tr><td>lists</td><td>{@code order.status in ['open', 'held']}</td></tr>
 *   <tr><td>logic</td><td>{@code ! && ||}, parentheses, {@code true}, {@code false}, a boolean field by itself</td></tr>
 * </table>
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">The CEL language definition</a>
 */
public final class RowRules {
    /** The longest rule, in code points. */
    static final int MAX_LENGTH = 4_096;
    /** The deepest nesting, of parentheses as of conditions. */
    static final int MAX_DEPTH = 32;
    /** The most conditions and operands of a rule; the values of an {@code in} list count together as one. */
    static final int MAX_NODES = 256;
    /** The most values of an {@code in} list. */
    static final int MAX_VALUES = 256;

    /** No macros: {@code exists} and its like stay calls, and are refused by name. Thread-safe. */
    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setOptions(CelOptions.current()
                    .maxExpressionCodePointSize(MAX_LENGTH)
                    .maxParseRecursionDepth(MAX_DEPTH)
                    .maxParseErrorRecoveryLimit(1)
                    .build())
            .build();

    private RowRules() {}

    /** What became of a rule. */
    public sealed interface Result {
        /** The rule is understood whole. */
        record Rule(Predicate predicate) implements Result {}

        /** At least one finding, in the order of the text; each is an error. */
        record Rejected(List<Finding> findings) implements Result {
            public Rejected {
                findings = List.copyOf(findings);
            }
        }
    }

    /**
     * Compiles one rule. Thread-safe and pure; whatever the text, it never throws.
     *
     * <p>Findings carry one of the codes {@code rule-syntax}, {@code rule-too-large}, {@code unknown-field},
     * {@code unknown-name}, {@code type-mismatch}, {@code invalid-literal}, {@code not-pushable}.
     *
     * @param cel the rule
     * @param where the rule's first character, inside any quotes; positions of findings are exact where the rule is
     *     written on one line without escapes of the surrounding format
     * @param resource the resource whose rows are judged: its name is the rule's variable
     */
    public static Result compile(String cel, Location where, Resource resource) {
        RuleText text = new RuleText(cel, where);
        if (cel.isBlank()) {
            return rejected(Finding.error(
                    "rule-syntax", where, "The row rule is empty.", "Write a condition, or leave the rule out."));
        }
        if (text.length() > MAX_LENGTH) {
            return rejected(Finding.error(
                    "rule-too-large",
                    where,
                    "The row rule has %,d characters; at most %,d are allowed.".formatted(text.length(), MAX_LENGTH),
                    "Say it in fewer conditions, or make a view in the source."));
        }
        try {
            var ast = PARSER.parse(cel).getAst();
            Refusals refusals = new Refusals(text, ast.getSource().getPositionsMap());
            Predicate predicate = new Conditions(refusals, new Operands(refusals, resource)).translate(ast.getExpr());
            return predicate != null && refusals.isEmpty()
                    ? new Result.Rule(predicate)
                    : new Result.Rejected(refusals.inOrder());
        } catch (CelValidationException malformed) {
            return rejected(SyntaxErrors.first(malformed.getErrors(), text));
        }
    }

    private static Result rejected(Finding finding) {
        return new Result.Rejected(List.of(finding));
    }
}
