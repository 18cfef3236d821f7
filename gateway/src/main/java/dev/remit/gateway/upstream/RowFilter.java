package dev.remit.gateway.upstream;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.condition.Predicates;
import dev.remit.core.decision.Read;
import dev.remit.core.template.Pointer;
import dev.remit.gateway.source.Canonical;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Judges rows that an upstream gave. It is not trusted to have left out what was not asked for: each row has to say itself
 * whose it is, another customer's or tenant's is dropped as if it were not there, and one that does not say is a failure.
 * Filters and rules are judged here too, exactly as a database does.
 */
final class RowFilter {
    /** What became of a row. */
    public sealed interface Judged {
        /** @param values by field name, of the fields' types or null */
        record Kept(Map<String, @Nullable Object> values) implements Judged {}

        record Dropped() implements Judged {}

        /** @param detail names fields and pointers, never data */
        record WrongShape(String detail) implements Judged {}
    }

    private final Scope scope;
    private final String tenant;
    private final @Nullable String subject;
    private final List<Read.Filter> filters;
    private final List<Predicate> rules;
    private final Instant now;
    private final Set<Field> needed = new LinkedHashSet<>();

    /**
     * @param subject null where rows of any customer are asked for, to find out whose they are
     * @param columns what to take besides what is judged
     */
    public RowFilter(
            Scope scope,
            String tenant,
            @Nullable String subject,
            List<Read.Filter> filters,
            List<Predicate> rules,
            Instant now,
            List<Field> columns) {
        this.scope = scope;
        this.tenant = tenant;
        this.subject = subject;
        this.filters = filters;
        this.rules = rules;
        this.now = now;
        needed.addAll(columns);
        filters.forEach(filter -> needed.add(filter.field()));
        rules.forEach(this::need);
    }

    private void need(Predicate predicate) {
        switch (predicate) {
            case Predicate.Always _ -> {}
            case Predicate.And(List<Predicate> parts) -> parts.forEach(this::need);
            case Predicate.Or(List<Predicate> parts) -> parts.forEach(this::need);
            case Predicate.Not(Predicate part) -> need(part);
            case Predicate.Compare(Operand left, Predicate.Operator _, Operand right) -> {
                need(left);
                need(right);
            }
            case Predicate.In(Operand.Column column, List<Operand.Literal> _) -> need(column);
            case Predicate.IsAbsent(Operand.Column column) -> need(column);
            case Predicate.IsTrue(Operand.Column column) -> need(column);
        }
    }

    private void need(Operand operand) {
        if (operand instanceof Operand.Column(Field field)) {
            needed.add(field);
        }
    }

    /** The whole source may belong to another tenant: then nobody needs to ask it. */
    public boolean sourceOfAnotherTenant() {
        return tenantKey() instanceof Scope.TenantKey.Whole(String whole) && !whole.equals(tenant);
    }

    private Scope.@Nullable TenantKey tenantKey() {
        return switch (scope) {
            case Scope.Shared() -> null;
            case Scope.OfTenant(Scope.TenantKey key) -> key;
            case Scope.OfSubject(Path _, Scope.TenantKey key) -> key;
        };
    }

    public Judged judge(JsonNode row) {
        if (!row.isObject()) {
            return new Judged.WrongShape("a row is no object");
        }
        if (tenantKey() instanceof Scope.TenantKey.InColumn(Path path)) {
            Object owner = owner(row, path);
            if (owner == null) {
                return nobodys("tenant", path);
            }
            if (!Canonical.of(owner).equals(tenant)) {
                return new Judged.Dropped();
            }
        }
        if (scope instanceof Scope.OfSubject(Path path, Scope.TenantKey _)) {
            Object owner = owner(row, path);
            if (owner == null) {
                return nobodys("customer", path);
            }
            if (subject != null && !Canonical.of(owner).equals(subject)) {
                return new Judged.Dropped();
            }
        }
        return values(row);
    }

    /** Whose row it is, as grants write it; null where the row does not say, or says it in another type. */
    public @Nullable String subjectOf(JsonNode row) {
        Object owner = scope instanceof Scope.OfSubject(Path path, Scope.TenantKey _) ? owner(row, path) : null;
        return owner == null ? null : Canonical.of(owner);
    }

    private static @Nullable Object owner(JsonNode row, Path path) {
        JsonNode owner = ResponseShape.at(row, Pointer.of(path.column()));
        return owner == null ? null : ResponseShape.typed(path.type(), owner);
    }

    private static Judged nobodys(String whose, Path path) {
        return new Judged.WrongShape("a row does not say at '" + path.column() + "' which " + whose
                + " it belongs to, as " + path.type().label());
    }

    private Judged values(JsonNode row) {
        SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : needed) {
            JsonNode found = ResponseShape.at(row, Pointer.of(field.column()));
            Object value = found == null ? null : ResponseShape.typed(field.type(), found);
            if (value == null && (found != null || !field.nullable())) {
                return new Judged.WrongShape("field " + field.name() + " at '" + field.column() + "' is "
                        + (found == null
                                ? "missing"
                                : "not of the type " + field.type().label()));
            }
            values.put(field.name(), value);
        }
        boolean wanted = filters.stream()
                        .allMatch(filter -> equal(values.get(filter.field().name()), filter.value()))
                && rules.stream().allMatch(rule -> Predicates.holds(rule, values, now));
        return wanted ? new Judged.Kept(values) : new Judged.Dropped();
    }

    private static boolean equal(@Nullable Object value, Object wanted) {
        if (value instanceof BigDecimal decimal && wanted instanceof BigDecimal other) {
            return decimal.compareTo(other) == 0;
        }
        return wanted.equals(value);
    }
}
