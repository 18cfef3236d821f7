package dev.remit.core.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.remit.core.condition.Term.Many;
import dev.remit.core.condition.Term.Value;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions of one condition; a method that returns null has said why. Not thread-safe. */
final class ActionCalls {
    private final ActionTerms terms;
    private final ActionRefusals refusals;
    private final ActionNames names;
    private final ActionLiterals literals;

    ActionCalls(ActionTerms terms, ActionRefusals refusals, ActionNames names, ActionLiterals literals) {
        this.terms = terms;
        this.refusals = refusals;
        this.names = names;
        this.literals = literals;
    }

    @Nullable
    Term function(CelExpr expr, int depth) {
        CelExpr of = expr.call().target().orElse(null);
        List<CelExpr> arguments = expr.call().args();
        return switch (expr.call().function()) {
            case "date" -> of == null ? literals.date(expr) : misused(expr, "date('2026-01-31')");
            case "timestamp" ->
                of == null ? literals.timestamp(expr) : misused(expr, "timestamp('2026-01-31T00:00:00Z')");
            case "duration" -> of == null ? literals.duration(expr) : misused(expr, "duration('24h')");
            case "has" -> has(expr, of, depth);
            case "size" -> {
                List<CelExpr> all = of == null ? arguments : List.of(of);
                yield all.size() == 1 && (of == null || arguments.isEmpty())
                        ? size(all.getFirst(), depth)
                        : misused(expr, "size(args.items)");
            }
            case "startsWith" -> texts(expr, of, depth, Judged.StartsWith::new);
            case "endsWith" -> texts(expr, of, depth, Judged.EndsWith::new);
            case "containsAll" -> containsAll(expr, of, depth);
            case "all" -> quantified(expr, of, depth, false);
            case "exists" -> quantified(expr, of, depth, true);
            default -> {
                refusals.unknownFunction(expr);
                yield null;
            }
        };
    }

    private @Nullable Value has(CelExpr expr, @Nullable CelExpr of, int depth) {
        List<CelExpr> arguments = expr.call().args();
        if (of != null || arguments.size() != 1 || arguments.getFirst().getKind() != Kind.SELECT) {
            return misused(expr, "has(order.eta), or order != null");
        }
        Value absent = terms.absent(arguments.getFirst(), depth + 1);
        return absent == null ? null : new Judged.Not(absent);
    }

    private @Nullable Value size(CelExpr of, int depth) {
        Term term = terms.term(of, depth + 1);
        return switch (term) {
            case null -> null;
            case Many list -> new Computed.Count(list);
            case Value text when text.sort() == Sort.TEXT -> new Computed.Length(text);
            default -> {
                refusals.typeMismatch(
                        of,
                        ActionRefusals.described(of, term) + ", and has no size.",
                        "Ask the size of a list or a text.");
                yield null;
            }
        };
    }

    private @Nullable Value texts(CelExpr expr, @Nullable CelExpr of, int depth, BinaryOperator<Value> made) {
        if (of == null || expr.call().args().size() != 1) {
            return misused(expr, "order.order_no." + expr.call().function() + "('A')");
        }
        Value text = text(of, depth);
        Value part = text(expr.call().args().getFirst(), depth);
        return text == null || part == null ? null : made.apply(text, part);
    }

    private @Nullable Value text(CelExpr expr, int depth) {
        Value value = terms.value(expr, depth + 1);
        if (value == null || value.sort() == Sort.TEXT) {
            return value;
        }
        refusals.typeMismatch(
                expr, ActionRefusals.described(expr, value) + ", not text.", ActionRefusals.example(Sort.TEXT));
        return null;
    }

    private @Nullable Value containsAll(CelExpr expr, @Nullable CelExpr of, int depth) {
        if (of == null || expr.call().args().size() != 1) {
            return misused(expr, "order.items.containsAll(args.items)");
        }
        CelExpr argument = expr.call().args().getFirst();
        Many whole = terms.many(of, depth + 1);
        Many parts = terms.many(argument, depth + 1);
        if (whole == null || parts == null) {
            return null;
        }
        terms.spend(expr, (long) whole.most() * parts.most());
        Sort joint = Sort.joint(whole.sort(), parts.sort());
        if (joint == null) {
            refusals.typeMismatch(
                    argument,
                    ActionRefusals.described(of, whole) + ", but " + ActionRefusals.described(argument, parts) + ".",
                    "Compare lists of the same type.");
            return null;
        }
        return new Judged.ContainsAll(whole, parts, joint);
    }

    private @Nullable Value quantified(CelExpr expr, @Nullable CelExpr of, int depth, boolean deciding) {
        List<CelExpr> arguments = expr.call().args();
        if (of == null || arguments.size() != 2 || arguments.getFirst().getKind() != Kind.IDENT) {
            return misused(expr, "args.items." + expr.call().function() + "(i, i != 'a')");
        }
        if (names.hasElement()) {
            refusals.notJudged(expr, "all and exists inside one another", "Declare a fact for the inner part.");
            return null;
        }
        String name = arguments.getFirst().ident().name();
        if (!names.isFree(name)) {
            refusals.notJudged(
                    arguments.getFirst(),
                    ActionRefusals.quoted(name) + " stands for something else already",
                    "Take another name: i.");
            return null;
        }
        Many list = terms.many(of, depth + 1);
        if (list == null) {
            return null;
        }
        names.enter(name, list.sort());
        Value test = terms.repeated(arguments.getLast(), depth + 1, list.most());
        names.leave();
        return test == null ? null : new Judged.Quantified(list, deciding, test);
    }

    private @Nullable Value misused(CelExpr expr, String example) {
        refusals.usage(expr, example);
        return null;
    }
}
