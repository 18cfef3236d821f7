package dev.remit.core.condition;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.finding.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rule compares: fields, literals, and the time of the call. A method that returns null has said why. */
final class Operands {
    private static final String NOW = "now";
    private static final int NAMES_IN_A_HINT = 10;
    private static final String DEFAULT_HINT = "Compare a field with a literal: == != < <= > >= in, joined by && || !.";
    private static final String WHOLE_VALUES = "Compare the whole value with ==, or list the values with in.";
    private static final String NO_ARITHMETIC = "Compare the field by itself with a literal that is already computed;"
            + " of times, write order.placed_at > now - duration('24h').";

    /** What to write instead of the functions that people reach for. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("contains", WHOLE_VALUES),
            Map.entry("startsWith", WHOLE_VALUES),
            Map.entry("endsWith", WHOLE_VALUES),
            Map.entry("matches", WHOLE_VALUES),
            Map.entry("lowerAscii", WHOLE_VALUES),
            Map.entry("upperAscii", WHOLE_VALUES),
            Map.entry("size", "Compare with '' or with null."),
            Map.entry("int", "Compare the field with a literal of its own type."),
            Map.entry("double", "Compare the field with a literal of its own type."),
            Map.entry("string", "Compare the field with a literal of its own type."),
            Map.entry("duration", NO_ARITHMETIC),
            Map.entry("getFullYear", "Compare with the first moment of the year: timestamp('2026-01-01T00:00:00Z')."),
            Map.entry(Operator.ADD.getFunction(), NO_ARITHMETIC),
            Map.entry(Operator.SUBTRACT.getFunction(), NO_ARITHMETIC),
            Map.entry(Operator.MULTIPLY.getFunction(), NO_ARITHMETIC),
            Map.entry(Operator.DIVIDE.getFunction(), NO_ARITHMETIC),
            Map.entry(Operator.MODULO.getFunction(), NO_ARITHMETIC),
            Map.entry(Operator.NEGATE.getFunction(), NO_ARITHMETIC),
            Map.entry(Operator.INDEX.getFunction(), "Name a field with a dot: order.status."),
            Map.entry(Operator.CONDITIONAL.getFunction(), "Write (a && b) || (!a && c)."));

    private final Refusals refusals;
    private final Literals literals;
    private final Resource resource;

    Operands(Refusals refusals, Resource resource) {
        this.refusals = refusals;
        this.literals = new Literals(refusals);
        this.resource = resource;
    }

    @Nullable
    Operand operand(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> literals.constant(expr);
            case SELECT -> column(expr);
            case IDENT -> name(expr);
            case CALL -> call(expr);
            default -> {
                unsupported(expr);
                yield null;
            }
        };
    }

    /** A field; anything else is refused. */
    Operand.@Nullable Column column(CelExpr expr) {
        Operand operand = expr.getKind() == Kind.SELECT ? select(expr) : operand(expr);
        if (operand == null || operand instanceof Operand.Column) {
            return (Operand.Column) operand;
        }
        noField(expr);
        return null;
    }

    void noField(CelExpr expr) {
        refusals.notPushable(
                expr,
                "this does not look at a field of " + resource.name(),
                "Compare a field of " + resource.name() + ", or write true or false.");
    }

    /** An expression that no source could judge as we do. */
    void unsupported(CelExpr expr) {
        switch (expr.getKind()) {
            case CALL -> {
                String function = expr.call().function();
                refusals.notPushable(expr, described(function), ours(INSTEAD.getOrDefault(function, DEFAULT_HINT)));
            }
            case LIST -> refusals.notPushable(expr, "a list stands only behind in", ours(WHOLE_VALUES));
            case MAP, STRUCT -> refusals.notPushable(expr, "no field holds a map", ours(DEFAULT_HINT));
            default -> refusals.notPushable(expr, "this is not a field or a literal", ours(DEFAULT_HINT));
        }
    }

    /** A literal as the type of what it is compared with: a whole number is also a decimal. */
    static Operand coerced(Operand operand, FieldType type) {
        if (type == FieldType.DECIMAL
                && operand instanceof Operand.Literal(FieldType from, Object value)
                && from == FieldType.INTEGER) {
            return new Operand.Literal(FieldType.DECIMAL, BigDecimal.valueOf((Long) value));
        }
        return operand;
    }

    /** How a person names it. */
    String described(Operand operand) {
        return switch (operand) {
            case Operand.Column(Field field) -> resource.name() + "." + field.name() + " is " + noun(field.type());
            case Operand.Literal literal -> "this is " + noun(literal.type());
            case Operand.Now _ -> "now is a timestamp";
        };
    }

    static String noun(FieldType type) {
        return switch (type) {
            case TEXT -> "text";
            case INTEGER -> "an integer";
            default -> "a " + type.label();
        };
    }

    /** What to write for a value of a type. */
    static String example(FieldType type) {
        return switch (type) {
            case TEXT -> "Write the text in quotes: 'open'.";
            case INTEGER -> "Write a whole number: 5.";
            case DECIMAL -> "Write a number: 9.99.";
            case BOOLEAN -> "Write true or false.";
            case DATE -> "Write date('2026-01-31').";
            case TIMESTAMP -> "Write timestamp('2026-01-31T00:00:00Z') or now - duration('24h').";
        };
    }

    private Operand.@Nullable Column select(CelExpr expr) {
        CelExpr of = expr.select().operand();
        String name = expr.select().field();
        if (of.getKind() != Kind.IDENT) {
            refusals.notPushable(
                    expr, "." + name + " is not a field of " + resource.name(), ours("Name one field: order.status."));
            return null;
        }
        if (!of.ident().name().equals(resource.name())) {
            unknownName(of);
            return null;
        }
        Field field = resource.field(name);
        if (field == null) {
            unknownField(expr, name);
            return null;
        }
        return new Operand.Column(field);
    }

    private @Nullable Operand name(CelExpr expr) {
        String name = expr.ident().name();
        if (name.equals(NOW)) {
            return new Operand.Now(Duration.ZERO);
        }
        if (name.equals(resource.name())) {
            refusals.notPushable(
                    expr, "a row as a whole is not a value", ours("Name one of its fields: order.status."));
        } else {
            unknownName(expr);
        }
        return null;
    }

    private @Nullable Operand call(CelExpr expr) {
        var call = expr.call();
        if (call.target().isEmpty()) {
            if (call.function().equals("date")) {
                return literals.date(expr);
            }
            if (call.function().equals("timestamp")) {
                return literals.timestamp(expr);
            }
            if (isMovedNow(call)) {
                Duration offset = literals.duration(call.args().getLast());
                boolean back = call.function().equals(Operator.SUBTRACT.getFunction());
                return offset == null ? null : new Operand.Now(back ? offset.negated() : offset);
            }
        }
        unsupported(expr);
        return null;
    }

    private static boolean isMovedNow(CelExpr.CelCall call) {
        return (call.function().equals(Operator.SUBTRACT.getFunction())
                        || call.function().equals(Operator.ADD.getFunction()))
                && call.args().getFirst().getKind() == Kind.IDENT
                && call.args().getFirst().ident().name().equals(NOW)
                && call.args().getLast().getKind() == Kind.CALL
                && call.args().getLast().call().target().isEmpty()
                && call.args().getLast().call().function().equals("duration");
    }

    private void unknownName(CelExpr expr) {
        refusals.add(
                "unknown-name",
                expr,
                "The rule knows only " + resource.name() + " and now; "
                        + quoted(expr.ident().name()) + " is neither.",
                "Write " + resource.name() + ". before a field, and quotes around a text.");
    }

    private void unknownField(CelExpr expr, String name) {
        var known = resource.fields().sequencedKeySet();
        String hint = Nearest.to(name, known)
                .map(nearest -> "Did you mean " + resource.name() + "." + nearest + "?")
                .orElseGet(() -> "It has "
                        + known.stream().limit(NAMES_IN_A_HINT).collect(Collectors.joining(", "))
                        + (known.size() > NAMES_IN_A_HINT ? ", …." : "."));
        refusals.add("unknown-field", expr, resource.name() + " has no field " + quoted(name) + ".", hint);
    }

    private static String described(String function) {
        return Operator.findReverse(function)
                .map(operator -> switch (operator) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE -> "arithmetic is not judged there";
                    case INDEX -> "a field is not reached by an index";
                    case CONDITIONAL -> "a choice with ? and : is not judged there";
                    case LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT, IN -> "a condition is not a value to compare";
                    case EQUALS, NOT_EQUALS, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS ->
                        "a condition is not a value to compare";
                    default -> "the function " + function + " is not judged there";
                })
                .orElseGet(() -> "the function " + PredicateText.visible(function) + " is not judged there");
    }

    /** A hint in the words of this resource. */
    private String ours(String hint) {
        return hint.replace("order.", resource.name() + ".");
    }

    private static String quoted(String name) {
        return "'" + PredicateText.visible(name) + "'";
    }
}
