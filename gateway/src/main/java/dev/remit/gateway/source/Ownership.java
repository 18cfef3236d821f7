package dev.remit.gateway.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.decision.Read;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row is the grant's: found by the statement that a read of it would be, so that what cannot be read cannot be
 * acted on either. Thread-safe.
 */
final class Ownership {
    private static final int MOST_PLANS = 1000;

    private final Changes changes;
    private final Tables tables;
    private final Planner planner;
    private final Cache<Question, Plan> plans =
            Caffeine.newBuilder().maximumSize(MOST_PLANS).build();

    Ownership(Dialect dialect, Changes changes) {
        this.changes = changes;
        this.tables = new Tables(dialect);
        this.planner = new Planner(dialect, tables);
    }

    private record Question(Shape.Rows shape, boolean lock) {
        static Question of(Resource resource, boolean named, boolean lock) {
            List<Field> filters = named ? List.of(resource.key()) : List.of();
            return new Question(new Shape.Rows(resource, List.of(), List.of(), filters, null, Shape.Page.FIRST), lock);
        }
    }

    /**
     * Looks for the row, in the connection's transaction.
     *
     * @param key null for the customer's own row
     * @param lock whether nobody else may change it before the transaction ends
     */
    boolean holds(Connection connection, Resource resource, @Nullable Object key, Deed deed, boolean lock)
            throws SQLException, WrongShape, TooLarge {
        if (resource.scope() instanceof Scope.OfSubject && deed.subject() == null) {
            throw new IllegalArgumentException("an action on a customer's row names no customer");
        }
        if (Planner.tenant(resource.scope()) instanceof Scope.TenantKey.Whole(String whole)
                && !whole.equals(deed.tenant())) {
            return false;
        }
        Plan plan = plan(connection, Question.of(resource, key != null, lock));
        List<Read.Filter> filters = key == null ? List.of() : List.of(new Read.Filter(resource.key(), key));
        // Nothing in the statement looks at the time.
        Object[] arguments = plan.arguments(new Inputs(filters, deed.tenant(), deed.subject(), null, 1, Instant.EPOCH));
        if (arguments == null) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(plan.sql())) {
            Plan.bind(statement, arguments);
            try (ResultSet results = statement.executeQuery()) {
                return !plan.page(results, 1, new ByteCount(JdbcSources.MOST_BYTES))
                        .rows()
                        .isEmpty();
            }
        }
    }

    /** The statement of {@link #holds}, for inspection. */
    Plan plan(Connection connection, Resource resource, boolean named, boolean lock) throws SQLException, WrongShape {
        return plan(connection, Question.of(resource, named, lock));
    }

    private Plan plan(Connection connection, Question question) throws SQLException, WrongShape {
        Plan known = plans.getIfPresent(question);
        if (known == null) {
            known = planner.plan(connection, question.shape());
            if (question.lock()) {
                known = new Plan(
                        known.resource(),
                        known.sql() + changes.lock(Planner.FIRST_TABLE),
                        known.slots(),
                        known.outputs(),
                        known.visible(),
                        known.key(),
                        known.order());
            }
            plans.put(question, known);
        }
        return known;
    }

    void forget() {
        tables.forget();
        plans.invalidateAll();
    }
}
