package dev.remit.gateway.source;

import dev.remit.core.catalog.Field;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.condition.Predicate.Operator;
import java.math.BigDecimal;
import java.util.List;

/**
 * Row rules as SQL. Every atom is two-valued: it says first that the column is there, so that NOT, AND and OR of atoms
 * mean in SQL what they mean in {@link Predicate}.
 */
final class RuleClause {
    private final SqlText sql;
    private final Row row;

    RuleClause(SqlText sql, Row row) {
        this.sql = sql;
        this.row = row;
    }

    void write(Predicate rule) throws WrongShape {
        switch (rule) {
            case Predicate.Always(boolean value) -> sql.add(value ? "(1 = 1)" : "(1 = 0)");
            case Predicate.And(List<Predicate> parts) -> all(parts, " AND ");
            case Predicate.Or(List<Predicate> parts) -> all(parts, " OR ");
            case Predicate.Not(Predicate part) -> {
                sql.add("(NOT ");
                write(part);
                sql.add(")");
            }
            case Predicate.Compare(Operand left, Operator operator, Operand right) -> compare(left, operator, right);
            case Predicate.In(Operand.Column column, List<Operand.Literal> values) -> in(column, values);
            case Predicate.IsAbsent(Operand.Column column) ->
                sql.add("(").add(row.ref(column.field())).add(" IS NULL)");
            case Predicate.IsTrue(Operand.Column column) -> equal(column.field(), true);
        }
    }

    private void all(List<Predicate> parts, String between) throws WrongShape {
        String separator = "(";
        for (Predicate part : parts) {
            sql.add(separator);
            write(part);
            separator = between;
        }
        sql.add(")");
    }

    private void compare(Operand left, Operator operator, Operand right) throws WrongShape {
        switch (operator) {
            case NOT_EQUAL -> {
                sql.add("(NOT ");
                compare(left, Operator.EQUAL, right);
                sql.add(")");
            }
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                if (left instanceof Operand.Column(Field a)) {
                    if (right instanceof Operand.Column(Field b)) {
                        columns(a, operator, b);
                    } else {
                        constant(a, operator, right);
                    }
                } else if (right instanceof Operand.Column(Field b)) {
                    constant(b, mirrored(operator), left);
                } else {
                    constants(left, operator, right);
                }
            }
        }
    }

    private void constant(Field field, Operator operator, Operand constant) throws WrongShape {
        switch (constant) {
            case Operand.Literal literal when operator == Operator.EQUAL -> equal(field, literal.value());
            case Operand.Literal literal -> {
                Bound bound = row.codec(field).bound(literal.value());
                ordered(field, operator, new Slot.Constant(ceiling(operator) ? bound.ceiling() : bound.floor()));
            }
            case Operand.Now now
            when operator == Operator.EQUAL -> {
                Codec codec = row.codec(field);
                String ref = row.ref(field);
                sql.add("(").add(ref).add(" IS NOT NULL AND ");
                codec.equal(sql, ref, new Slot.Moment(codec, now.offset(), false));
                sql.add(" AND ")
                        .bind(new Slot.MomentIsExact(codec, now.offset()))
                        .add(")");
            }
            case Operand.Now now ->
                ordered(field, operator, new Slot.Moment(row.codec(field), now.offset(), ceiling(operator)));
            case Operand.Column column -> throw new IllegalArgumentException("not a constant: " + column.field());
        }
    }

    private void ordered(Field field, Operator operator, Slot slot) throws WrongShape {
        String ref = row.ref(field);
        sql.add("(").add(ref).add(" IS NOT NULL AND ").add(row.codec(field).exact(ref));
        sql.add(symbol(operator)).bind(slot).add(")");
    }

    private void equal(Field field, Object value) throws WrongShape {
        Codec codec = row.codec(field);
        Bound bound = codec.bound(value);
        if (!bound.exact()) {
            sql.add("(1 = 0)");
            return;
        }
        String ref = row.ref(field);
        sql.add("(").add(ref).add(" IS NOT NULL AND ");
        codec.equal(sql, ref, new Slot.Constant(bound.floor()));
        sql.add(")");
    }

    private void in(Operand.Column column, List<Operand.Literal> values) throws WrongShape {
        String separator = "(";
        for (Operand.Literal value : values) {
            sql.add(separator);
            equal(column.field(), value.value());
            separator = " OR ";
        }
        sql.add(")");
    }

    private void columns(Field a, Operator operator, Field b) throws WrongShape {
        String refA = row.ref(a);
        String refB = row.ref(b);
        sql.add("((").add(refA).add(" IS NOT NULL AND ").add(refB).add(" IS NOT NULL AND ");
        sql.add(row.codec(a).comparable(refA))
                .add(symbol(operator))
                .add(row.codec(b).comparable(refB))
                .add(")");
        if (operator == Operator.EQUAL) {
            sql.add(" OR (").add(refA).add(" IS NULL AND ").add(refB).add(" IS NULL)");
        }
        sql.add(")");
    }

    private void constants(Operand left, Operator operator, Operand right) {
        if (left instanceof Operand.Now || right instanceof Operand.Now) {
            sql.add("(").bind(new Slot.MomentHolds(left, operator, right)).add(")");
        } else if (left instanceof Operand.Literal a && right instanceof Operand.Literal b) {
            sql.add(holds(order(a.value(), b.value()), operator) ? "(1 = 1)" : "(1 = 0)");
        } else {
            throw new IllegalArgumentException("not two constants");
        }
    }

    /** Whether an operator holds for two values that compare so. */
    static boolean holds(int order, Operator operator) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static int order(Object a, Object b) {
        return switch (a) {
            case String text when b instanceof String other -> CodePoints.compare(text, other);
            case Boolean value when b instanceof Boolean other -> value.compareTo(other);
            case java.time.LocalDate date when b instanceof java.time.LocalDate other -> date.compareTo(other);
            case java.time.Instant at when b instanceof java.time.Instant other -> at.compareTo(other);
            case Number number when b instanceof Number other -> decimal(number).compareTo(decimal(other));
            default -> throw new IllegalArgumentException("constants of different types are compared");
        };
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL -> operator;
        };
    }

    private static boolean ceiling(Operator operator) {
        return operator == Operator.LESS || operator == Operator.GREATER_OR_EQUAL;
    }

    private static String symbol(Operator operator) {
        return switch (operator) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " >= ";
        };
    }
}
