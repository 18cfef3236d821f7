package dev.remit.core.condition;

import dev.cel.common.ast.CelExpr;
import dev.remit.core.condition.Predicate.Operand.Literal;
import dev.remit.core.condition.Term.Constant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Constants of a condition; a method that returns null has said why. */
final class ActionLiterals {
    private final Literals literals;
    private final ActionRefusals refusals;

    ActionLiterals(Refusals found, ActionRefusals refusals) {
        this.literals = new Literals(found);
        this.refusals = refusals;
    }

    @Nullable
    Constant constant(CelExpr expr) {
        return switch (expr.constant().getKind()) {
            case STRING_VALUE, INT64_VALUE, DOUBLE_VALUE, BOOLEAN_VALUE -> constant(literals.constant(expr));
            case NULL_VALUE -> {
                refusals.typeMismatch(expr, "null is no value here.", "Write order.eta == null, on its own.");
                yield null;
            }
            case UINT64_VALUE -> {
                refusals.notJudged(expr, "an unsigned integer", "Write the number without u.");
                yield null;
            }
            default -> {
                refusals.notJudged(expr, "bytes", "Write the text without b.");
                yield null;
            }
        };
    }

    @Nullable
    Constant date(CelExpr call) {
        return constant(literals.date(call));
    }

    @Nullable
    Constant timestamp(CelExpr call) {
        return constant(literals.timestamp(call));
    }

    @Nullable
    Constant duration(CelExpr call) {
        Duration span = literals.duration(call);
        return span == null ? null : new Constant(Sort.DURATION, span);
    }

    private static @Nullable Constant constant(@Nullable Literal literal) {
        return literal == null ? null : new Constant(Sort.of(literal.type()), literal.value());
    }
}
