package dev.remit.core.condition;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is wrong with one rule, each at the place of the expression that is meant. Not thread-safe. */
final class Refusals {
    /** A function by name; operators have names such as {@code _==_}. */
    private static final Pattern NAME = Pattern.compile("[.]?[A-Za-z_][A-Za-z0-9_]*");

    private final RuleText text;
    private final Map<Long, Integer> positions;
    private final List<Finding> findings = new ArrayList<>();

    Refusals(RuleText text, Map<Long, Integer> positions) {
        this.text = text;
        this.positions = positions;
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    List<Finding> inOrder() {
        return findings.stream()
                .sorted(Comparator.comparing(
                        Finding::location,
                        Comparator.comparingInt(Location::line).thenComparingInt(Location::column)))
                .toList();
    }

    void add(String code, CelExpr at, String message, String hint) {
        findings.add(Finding.error(code, text.at(start(at)), message, hint));
    }

    void typeMismatch(CelExpr at, String message, String hint) {
        add("type-mismatch", at, message, hint);
    }

    void invalidLiteral(CelExpr at, String message, String hint) {
        add("invalid-literal", at, message, hint);
    }

    void notPushable(CelExpr at, String what, String hint) {
        add("not-pushable", at, "The rule cannot be pushed down to the source: " + what + ".", hint);
    }

    /** Said once: a rule that is too large is too large in many places. */
    void tooLarge(CelExpr at, String message) {
        if (findings.stream().noneMatch(finding -> finding.code().equals("rule-too-large"))) {
            add("rule-too-large", at, message, "Say it in fewer conditions, or make a view in the source.");
        }
    }

    RuleText text() {
        return text;
    }

    int position(CelExpr expr) {
        return positions.getOrDefault(expr.id(), 0);
    }

    /**
     * Where an expression starts. The parser notes its operator, dot or opening parenthesis instead; parentheses around
     * the expression are no part of it.
     */
    private int start(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT -> start(expr.select().operand());
            case CALL -> start(expr, expr.call());
            case STRUCT -> text.startOf(expr.struct().messageName(), position(expr));
            case CONSTANT -> Literals.isNegative(expr.constant()) ? text.startOf("-", position(expr)) : position(expr);
            default -> position(expr);
        };
    }

    private int start(CelExpr expr, CelExpr.CelCall call) {
        if (call.target().isPresent()) {
            return start(call.target().get());
        }
        if (NAME.matcher(call.function()).matches()) {
            return text.startOf(call.function(), position(expr));
        }
        return switch (Operator.findReverse(call.function()).orElse(Operator.NEGATE)) {
            case LOGICAL_NOT, NEGATE -> position(expr);
            default -> start(call.args().getFirst());
        };
    }
}
