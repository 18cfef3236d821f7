package dev.remit.core.condition;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Predicate.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one rule. Nothing is simplified, save that chains of {@code &&} and of {@code ||} become one list
 * (the parser groups them as it likes). A method that returns null has said why, and has looked on for further
 * mistakes. Not thread-safe.
 */
final class Conditions {
    private final Refusals refusals;
    private final Operands operands;
    private int nodes;

    Conditions(Refusals refusals, Operands operands) {
        this.refusals = refusals;
        this.operands = operands;
    }

    @Nullable
    Predicate translate(CelExpr expr) {
        return condition(expr, 1);
    }

    private @Nullable Predicate condition(CelExpr expr, int depth) {
        if (depth > RowRules.MAX_DEPTH) {
            refusals.tooLarge(
                    expr,
                    "The row rule is nested too deeply; at most %d levels are allowed.".formatted(RowRules.MAX_DEPTH));
            return null;
        }
        if (!counted(expr)) {
            return null;
        }
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case SELECT -> booleanField(expr);
            case CALL -> call(expr, depth);
            case IDENT -> {
                Operand operand = operands.operand(expr);
                yield operand == null ? null : noCondition(expr, operands.described(operand), "Compare a field.");
            }
            default -> {
                operands.unsupported(expr);
                yield null;
            }
        };
    }

    private @Nullable Predicate call(CelExpr expr, int depth) {
        var call = expr.call();
        Operator named = call.target().isPresent()
                ? Operator.CONDITIONAL
                : Operator.findReverse(call.function()).orElse(Operator.CONDITIONAL);
        return switch (named) {
            case LOGICAL_AND -> chain(expr, depth, Predicate.And::new);
            case LOGICAL_OR -> chain(expr, depth, Predicate.Or::new);
            case LOGICAL_NOT -> not(condition(call.args().getFirst(), depth + 1));
            case EQUALS -> compare(expr, Predicate.Operator.EQUAL);
            case NOT_EQUALS -> compare(expr, Predicate.Operator.NOT_EQUAL);
            case LESS -> compare(expr, Predicate.Operator.LESS);
            case LESS_EQUALS -> compare(expr, Predicate.Operator.LESS_OR_EQUAL);
            case GREATER -> compare(expr, Predicate.Operator.GREATER);
            case GREATER_EQUALS -> compare(expr, Predicate.Operator.GREATER_OR_EQUAL);
            case IN -> in(call.args().getFirst(), call.args().getLast());
            case HAS -> has(expr);
            default -> {
                Operand value = operands.operand(expr);
                yield value == null ? null : noCondition(expr, operands.described(value), "Compare a field with it.");
            }
        };
    }

    private @Nullable Predicate chain(CelExpr expr, int depth, Function<List<Predicate>, Predicate> joined) {
        List<CelExpr> links = new ArrayList<>();
        unchain(expr, expr.call().function(), links);
        List<Predicate> parts = new ArrayList<>();
        for (CelExpr link : links) {
            Predicate part = condition(link, depth + 1);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts.size() == links.size() ? joined.apply(parts) : null;
    }

    private static void unchain(CelExpr expr, String function, List<CelExpr> links) {
        if (expr.getKind() == Kind.CALL && expr.call().function().equals(function)) {
            expr.call().args().forEach(part -> unchain(part, function, links));
        } else {
            links.add(expr);
        }
    }

    private @Nullable Predicate constant(CelExpr expr) {
        if (expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE) {
            return new Predicate.Always(expr.constant().booleanValue());
        }
        Operand literal = operands.operand(expr);
        return literal == null ? null : noCondition(expr, operands.described(literal), "Compare a field with it.");
    }

    private @Nullable Predicate booleanField(CelExpr expr) {
        Operand.Column column = operands.column(expr);
        if (column == null) {
            return null;
        }
        return column.type() == FieldType.BOOLEAN
                ? new Predicate.IsTrue(column)
                : noCondition(
                        expr,
                        operands.described(column),
                        "Compare it with a value. " + Operands.example(column.type()));
    }

    private @Nullable Predicate compare(CelExpr expr, Predicate.Operator operator) {
        CelExpr left = expr.call().args().getFirst();
        CelExpr right = expr.call().args().getLast();
        if (Literals.isNull(left) || Literals.isNull(right)) {
            return absent(expr, Literals.isNull(left) ? right : left, operator);
        }
        Operand first = counted(left) ? operands.operand(left) : null;
        Operand second = counted(right) ? operands.operand(right) : null;
        if (first == null || second == null) {
            return null;
        }
        if (!(first instanceof Operand.Column || second instanceof Operand.Column)) {
            operands.noField(expr);
            return null;
        }
        Operand one = Operands.coerced(first, second.type());
        Operand other = Operands.coerced(second, first.type());
        if (one.type() != other.type()) {
            return second instanceof Operand.Column && !(first instanceof Operand.Column)
                    ? mismatch(left, second, first)
                    : mismatch(right, first, second);
        }
        if (one.type() == FieldType.BOOLEAN && ordering(operator)) {
            refusals.typeMismatch(expr, "Booleans have no order.", "Write ==, !=, or the field by itself.");
            return null;
        }
        return new Predicate.Compare(one, operator, other);
    }

    private @Nullable Predicate absent(CelExpr expr, CelExpr other, Predicate.Operator operator) {
        if (ordering(operator)) {
            refusals.typeMismatch(expr, "null has no order.", "Write == null or != null.");
            return null;
        }
        if (Literals.isNull(other)) {
            operands.noField(expr);
            return null;
        }
        Operand.Column column = counted(other) ? operands.column(other) : null;
        if (column == null) {
            return null;
        }
        Predicate absent = new Predicate.IsAbsent(column);
        return operator == Predicate.Operator.EQUAL ? absent : new Predicate.Not(absent);
    }

    private @Nullable Predicate in(CelExpr value, CelExpr list) {
        Operand.Column column = counted(value) ? operands.column(value) : null;
        if (list.getKind() != Kind.LIST) {
            refusals.notPushable(list, "in takes a list of literals", "Write the list: ['open', 'held'].");
            return null;
        }
        List<CelExpr> elements = list.list().elements();
        if (elements.isEmpty()) {
            refusals.typeMismatch(list, "The list is empty, and matches nothing.", "List a value, or write false.");
            return null;
        }
        if (elements.size() > RowRules.MAX_VALUES) {
            refusals.tooLarge(
                    list,
                    "The list has %d values; at most %d are allowed.".formatted(elements.size(), RowRules.MAX_VALUES));
            return null;
        }
        List<Operand.Literal> values = new ArrayList<>();
        for (CelExpr element : elements) {
            Operand.Literal literal = listed(column, element);
            if (literal != null) {
                values.add(literal);
            }
        }
        return column != null && values.size() == elements.size() ? new Predicate.In(column, values) : null;
    }

    private Operand.@Nullable Literal listed(Operand.@Nullable Column column, CelExpr element) {
        Operand operand = operands.operand(element);
        if (operand == null || column == null) {
            return null;
        }
        if (!(Operands.coerced(operand, column.type()) instanceof Operand.Literal literal)) {
            refusals.notPushable(element, "a list holds literals only", "Compare with == and join with ||.");
            return null;
        }
        if (literal.type() != column.type()) {
            mismatch(element, column, literal);
            return null;
        }
        return literal;
    }

    private @Nullable Predicate has(CelExpr expr) {
        var arguments = expr.call().args();
        if (arguments.size() != 1 || arguments.getFirst().getKind() != Kind.SELECT) {
            refusals.notPushable(expr, "has takes one field", "Write order.field != null.");
            return null;
        }
        Operand.Column column = operands.column(arguments.getFirst());
        return column == null ? null : new Predicate.Not(new Predicate.IsAbsent(column));
    }

    private static @Nullable Predicate not(@Nullable Predicate part) {
        return part == null ? null : new Predicate.Not(part);
    }

    private @Nullable Predicate mismatch(CelExpr at, Operand field, Operand other) {
        refusals.typeMismatch(
                at,
                sentence(operands.described(field) + ", but " + operands.described(other) + "."),
                other instanceof Operand.Column ? "Compare fields of the same type." : Operands.example(field.type()));
        return null;
    }

    private @Nullable Predicate noCondition(CelExpr at, String what, String hint) {
        refusals.typeMismatch(at, sentence(what + ", not a condition."), hint);
        return null;
    }

    /** A capital for our own words, never for a resource's name. */
    private static String sentence(String text) {
        return text.startsWith("this ") || text.startsWith("now ")
                ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
                : text;
    }

    private boolean counted(CelExpr expr) {
        nodes++;
        if (nodes > RowRules.MAX_NODES) {
            refusals.tooLarge(
                    expr, "The row rule has more than %d conditions and operands.".formatted(RowRules.MAX_NODES));
            return false;
        }
        return true;
    }

    private static boolean ordering(Predicate.Operator operator) {
        return operator != Predicate.Operator.EQUAL && operator != Predicate.Operator.NOT_EQUAL;
    }
}
