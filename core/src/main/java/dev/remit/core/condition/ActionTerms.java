package dev.remit.core.condition;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.remit.core.condition.Computed.Operation;
import dev.remit.core.condition.Term.Many;
import dev.remit.core.condition.Term.NamedRow;
import dev.remit.core.condition.Term.Reference;
import dev.remit.core.condition.Term.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The terms of one condition: its logic, comparisons and arithmetic. A method that returns null has said why, and has
 * looked on for further mistakes. Not thread-safe.
 */
final class ActionTerms {
    /** The most nodes and elements that a test may come to, with all lists at their longest; about a millisecond. */
    private static final long MAX_STEPS = 200_000;

    private final ActionRefusals refusals;
    private final ActionNames names;
    private final ActionCalls calls;
    private final ActionLiterals literals;
    private int nodes;
    private long steps;
    private int times = 1;

    ActionTerms(Refusals found, ActionRefusals refusals, ActionNames names) {
        this.refusals = refusals;
        this.names = names;
        this.literals = new ActionLiterals(found, refusals);
        this.calls = new ActionCalls(this, refusals, names, literals);
    }

    /** A term that is true or false. */
    @Nullable
    Value condition(CelExpr expr, int depth) {
        Value value = value(expr, depth);
        if (value != null && value.sort() != Sort.BOOLEAN) {
            refusals.typeMismatch(
                    expr,
                    ActionRefusals.described(expr, value) + ", not a condition.",
                    "Compare it with a value. " + ActionRefusals.example(value.sort()));
            return null;
        }
        return value;
    }

    @Nullable
    Value value(CelExpr expr, int depth) {
        Term term = term(expr, depth);
        if (term == null || term instanceof Value) {
            return (Value) term;
        }
        refusals.typeMismatch(
                expr,
                ActionRefusals.described(expr, term) + ", not one value.",
                term instanceof NamedRow
                        ? "Name one of its members with a dot."
                        : "Ask with in, size, containsAll, all or exists.");
        return null;
    }

    @Nullable
    Many many(CelExpr expr, int depth) {
        Term term = term(expr, depth);
        if (term == null || term instanceof Many) {
            return (Many) term;
        }
        refusals.typeMismatch(
                expr, ActionRefusals.described(expr, term) + ", not a list.", "Write the list: ['open', 'held'].");
        return null;
    }

    @Nullable
    Term term(CelExpr expr, int depth) {
        if (depth > RowRules.MAX_DEPTH) {
            refusals.tooLarge(
                    expr,
                    "The condition is nested too deeply; at most %d levels are allowed.".formatted(RowRules.MAX_DEPTH));
            return null;
        }
        if (++nodes > RowRules.MAX_NODES) {
            refusals.tooLarge(expr, "The condition has more than %d parts and operands.".formatted(RowRules.MAX_NODES));
            return null;
        }
        spend(expr, 1);
        return switch (expr.getKind()) {
            case CONSTANT -> literals.constant(expr);
            case IDENT, SELECT -> names.named(expr);
            case CALL -> call(expr, depth);
            case LIST -> list(expr, depth);
            default -> {
                refusals.notJudged(expr, "a map or a message", "Compare its members one by one.");
                yield null;
            }
        };
    }

    /** Counts what a test may come to, beyond one step for each term. */
    void spend(CelExpr at, long more) {
        steps += more * times;
        if (steps > MAX_STEPS) {
            refusals.tooLarge(at, "The condition would compare too many elements of lists.");
        }
    }

    /** A condition that is tested once for each value of a list. */
    @Nullable
    Value repeated(CelExpr expr, int depth, int most) {
        times = most;
        Value test = condition(expr, depth);
        times = 1;
        return test;
    }

    private @Nullable Term call(CelExpr expr, int depth) {
        CelExpr.CelCall call = expr.call();
        if (call.target().isPresent()) {
            return calls.function(expr, depth);
        }
        return switch (Operator.findReverse(call.function()).orElse(Operator.DIVIDE)) {
            case LOGICAL_AND -> chain(expr, depth, Judged.And::new);
            case LOGICAL_OR -> chain(expr, depth, Judged.Or::new);
            case LOGICAL_NOT -> {
                Value part = condition(call.args().getFirst(), depth + 1);
                yield part == null ? null : new Judged.Not(part);
            }
            case EQUALS -> compare(expr, depth, Predicate.Operator.EQUAL);
            case NOT_EQUALS -> compare(expr, depth, Predicate.Operator.NOT_EQUAL);
            case LESS -> compare(expr, depth, Predicate.Operator.LESS);
            case LESS_EQUALS -> compare(expr, depth, Predicate.Operator.LESS_OR_EQUAL);
            case GREATER -> compare(expr, depth, Predicate.Operator.GREATER);
            case GREATER_EQUALS -> compare(expr, depth, Predicate.Operator.GREATER_OR_EQUAL);
            case ADD -> computed(expr, depth, Operation.ADD);
            case SUBTRACT -> computed(expr, depth, Operation.SUBTRACT);
            case MULTIPLY -> computed(expr, depth, Operation.MULTIPLY);
            case NEGATE -> negated(expr, depth);
            case CONDITIONAL -> choice(expr, depth);
            case IN -> in(expr, depth);
            default -> calls.function(expr, depth);
        };
    }

    private @Nullable Value chain(CelExpr expr, int depth, Function<List<Value>, Value> joined) {
        List<CelExpr> links = new ArrayList<>();
        unchain(expr, expr.call().function(), links);
        List<Value> parts = new ArrayList<>();
        for (CelExpr link : links) {
            Value part = condition(link, depth + 1);
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

    private @Nullable Value compare(CelExpr expr, int depth, Predicate.Operator operator) {
        CelExpr left = expr.call().args().getFirst();
        CelExpr right = expr.call().args().getLast();
        boolean ordering = operator != Predicate.Operator.EQUAL && operator != Predicate.Operator.NOT_EQUAL;
        if (Literals.isNull(left) || Literals.isNull(right)) {
            if (ordering) {
                refusals.typeMismatch(expr, "null has no order.", "Write == null or != null.");
                return null;
            }
            Value absent = absent(Literals.isNull(left) ? right : left, depth + 1);
            return absent == null || operator == Predicate.Operator.EQUAL ? absent : new Judged.Not(absent);
        }
        Value one = value(left, depth + 1);
        Value other = value(right, depth + 1);
        if (one == null || other == null) {
            return null;
        }
        Sort joint = Sort.joint(one.sort(), other.sort());
        if (joint == null) {
            return refusals.mismatch(left, one, right, other);
        }
        if (joint == Sort.BOOLEAN && ordering) {
            refusals.typeMismatch(expr, "Booleans have no order.", "Write ==, !=, or the condition by itself.");
            return null;
        }
        return new Judged.Compare(one.as(joint), operator, other.as(joint));
    }

    /** The test for absence; only what is named can be absent without a failure. */
    @Nullable
    Value absent(CelExpr expr, int depth) {
        Term term = Literals.isNull(expr) ? literals.constant(expr) : term(expr, depth);
        if (term == null) {
            return null;
        }
        if (!(term instanceof Reference reference)) {
            refusals.typeMismatch(
                    expr, "this is computed, and never null.", "Compare a name with null: order.eta == null.");
            return null;
        }
        return new Judged.IsAbsent(reference);
    }

    private @Nullable Value in(CelExpr expr, int depth) {
        CelExpr left = expr.call().args().getFirst();
        CelExpr right = expr.call().args().getLast();
        Value value = value(left, depth + 1);
        Many list = many(right, depth + 1);
        if (value == null || list == null) {
            return null;
        }
        spend(expr, list.most());
        Sort joint = Sort.joint(value.sort(), list.sort());
        if (joint == null) {
            refusals.typeMismatch(
                    right,
                    ActionRefusals.described(left, value) + ", but " + ActionRefusals.described(right, list) + ".",
                    ActionRefusals.example(value.sort()));
            return null;
        }
        return new Judged.In(value.as(joint), list);
    }

    private @Nullable Value computed(CelExpr expr, int depth, Operation operation) {
        Value left = value(expr.call().args().getFirst(), depth + 1);
        Value right = value(expr.call().args().getLast(), depth + 1);
        if (left == null || right == null) {
            return null;
        }
        Sort one = left.sort();
        Sort other = right.sort();
        if (one.isNumber() && other.isNumber()) {
            return one == Sort.INTEGER && other == Sort.INTEGER
                    ? new Computed.Whole(left, operation, right)
                    : new Computed.Exact(left.as(Sort.DECIMAL), operation, right.as(Sort.DECIMAL));
        }
        if (operation != Operation.MULTIPLY && other == Sort.DURATION && isTime(one)) {
            return new Computed.Moved(left, operation == Operation.SUBTRACT, right);
        }
        if (operation == Operation.ADD && one == Sort.DURATION && other == Sort.TIMESTAMP) {
            return new Computed.Moved(right, false, left);
        }
        if (operation == Operation.SUBTRACT && one == Sort.TIMESTAMP && other == Sort.TIMESTAMP) {
            return new Computed.Between(left, right);
        }
        refusals.typeMismatch(
                expr,
                "there is no %s of %s and %s.".formatted(operation.symbol(), one.noun(), other.noun()),
                "Compute with numbers, or move a timestamp: now - duration('24h').");
        return null;
    }

    private static boolean isTime(Sort sort) {
        return sort == Sort.TIMESTAMP || sort == Sort.DURATION;
    }

    private @Nullable Value negated(CelExpr expr, int depth) {
        Value part = value(expr.call().args().getFirst(), depth + 1);
        if (part == null) {
            return null;
        }
        if (!part.sort().isNumber()) {
            refusals.typeMismatch(
                    expr,
                    "there is no - of " + part.sort().noun() + ".",
                    "Write - before a number, and ! before a condition.");
            return null;
        }
        Value zero = new Term.Constant(Sort.INTEGER, 0L);
        return part.sort() == Sort.INTEGER
                ? new Computed.Whole(zero, Operation.SUBTRACT, part)
                : new Computed.Exact(zero.as(Sort.DECIMAL), Operation.SUBTRACT, part);
    }

    private @Nullable Value choice(CelExpr expr, int depth) {
        List<CelExpr> parts = expr.call().args();
        Value test = condition(parts.getFirst(), depth + 1);
        Value yes = value(parts.get(1), depth + 1);
        Value no = value(parts.getLast(), depth + 1);
        if (test == null || yes == null || no == null) {
            return null;
        }
        Sort joint = Sort.joint(yes.sort(), no.sort());
        return joint == null
                ? refusals.mismatch(parts.get(1), yes, parts.getLast(), no)
                : new Computed.Choice(test, yes.as(joint), no.as(joint));
    }

    private @Nullable Many list(CelExpr expr, int depth) {
        List<CelExpr> elements = expr.list().elements();
        if (elements.isEmpty()) {
            refusals.typeMismatch(expr, "The list is empty, and matches nothing.", "List a value, or write false.");
            return null;
        }
        if (elements.size() > RowRules.MAX_VALUES) {
            refusals.tooLarge(
                    expr,
                    "The list has %d values; at most %d are allowed.".formatted(elements.size(), RowRules.MAX_VALUES));
            return null;
        }
        spend(expr, elements.size());
        List<Value> parts = new ArrayList<>();
        Sort sort = null;
        for (CelExpr element : elements) {
            // Literals count together as one.
            Value part = element.getKind() == Kind.CONSTANT ? literals.constant(element) : value(element, depth + 1);
            Sort joint = part == null || sort == null ? null : Sort.joint(sort, part.sort());
            if (part != null && sort != null && joint == null) {
                refusals.typeMismatch(
                        element,
                        "the list holds " + sort.plural() + ", but " + ActionRefusals.described(element, part) + ".",
                        ActionRefusals.example(sort));
            } else if (part != null) {
                sort = joint == null ? part.sort() : joint;
                parts.add(part);
            }
        }
        return sort == null || parts.size() < elements.size() ? null : listed(sort, parts);
    }

    private static Many listed(Sort sort, List<Value> parts) {
        List<Object> constants = new ArrayList<>();
        List<Value> alike = new ArrayList<>();
        for (Value part : parts) {
            Value one = part.as(sort);
            alike.add(one);
            if (one instanceof Term.Constant constant) {
                constants.add(constant.value());
            }
        }
        return constants.size() == parts.size()
                ? new Term.ListedConstants(sort, constants)
                : new Term.Listed(sort, alike);
    }
}
