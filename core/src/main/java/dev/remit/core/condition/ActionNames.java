package dev.remit.core.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.remit.core.condition.Term.NamedRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names in one condition stand for; a method that returns null has said why. Not thread-safe. */
final class ActionNames {
    private final ActionRefusals refusals;
    private final Vocabulary vocabulary;
    private final Set<String> used = new LinkedHashSet<>();
    private @Nullable String element;
    private Sort elementSort = Sort.TEXT;

    ActionNames(ActionRefusals refusals, Vocabulary vocabulary) {
        this.refusals = refusals;
        this.vocabulary = vocabulary;
    }

    /** The variables that were named. */
    Set<String> used() {
        return used;
    }

    @Nullable
    Term named(CelExpr expr) {
        if (expr.getKind() == Kind.IDENT) {
            return variable(expr);
        }
        CelExpr of = expr.select().operand();
        if (of.getKind() != Kind.IDENT && of.getKind() != Kind.SELECT) {
            refusals.notJudged(expr, "a member of what has no name", "Name a member of a row: order.status.");
            return null;
        }
        Term row = named(of);
        if (row == null) {
            return null;
        }
        if (!(row instanceof NamedRow(Path path, ValueType.Row type))) {
            refusals.typeMismatch(
                    expr, ActionRefusals.described(of, row) + ", and has no members.", "Write it without the dot.");
            return null;
        }
        String member = expr.select().field();
        ValueType found = type.members().get(member);
        if (found == null) {
            refusals.unknownMember(expr, (NamedRow) row, member);
            return null;
        }
        List<String> members = new ArrayList<>(path.members());
        members.add(member);
        return reference(new Path(path.variable(), members), found);
    }

    /** Whether a name is free to stand for the elements of a list. */
    boolean isFree(String name) {
        return Vocabulary.canName(name) && !vocabulary.variables().containsKey(name);
    }

    boolean hasElement() {
        return element != null;
    }

    void enter(String name, Sort sort) {
        element = name;
        elementSort = sort;
    }

    void leave() {
        element = null;
    }

    private @Nullable Term variable(CelExpr expr) {
        String name = expr.ident().name();
        if (name.equals(element)) {
            return new Term.Each(elementSort);
        }
        if (name.equals(Vocabulary.NOW)) {
            return new Term.Named(new Path(name, List.of()), Sort.TIMESTAMP);
        }
        ValueType type = vocabulary.variables().get(name);
        if (type == null) {
            refusals.unknownName(expr, vocabulary.variables());
            return null;
        }
        used.add(name);
        return reference(new Path(name, List.of()), type);
    }

    private static Term reference(Path path, ValueType type) {
        return switch (type) {
            case ValueType.Scalar(var scalar) -> new Term.Named(path, Sort.of(scalar));
            case ValueType.ListOf(var each) -> new Term.NamedList(path, Sort.of(each));
            case ValueType.Row row -> new NamedRow(path, row);
        };
    }
}
