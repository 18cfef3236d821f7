package dev.remit.gateway.trail;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one search. SQLite keeps no statistics here, so which index it takes is said: that of the first
 * condition, which is the narrowest; a plus sign before a column keeps it from the others.
 */
final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private boolean byLink;
    private boolean nothing;

    /** @param names makes the hashes that the index has in place of customers and cases */
    static Where of(Query query, HashedNames names, Words words) throws SQLException {
        Where where = new Where();
        where.equal("id", query.id());
        Query.Customer customer = query.customer();
        where.equal("customer", customer == null ? null : bytes(names.customer(customer.tenant(), customer.subject())));
        where.equal("case_id", query.caseId() == null ? null : bytes(names.caseId(query.caseId())));
        where.equal("grant_id", query.grant());
        where.equal("conversation", query.conversation());
        where.byLink = query.id() == null && !where.conditions.isEmpty();
        where.word("reason", query.reason(), words);
        Long decision = query.decision() == null ? null : words.find(query.decision());
        where.nothing |= query.decision() != null && decision == null;
        where.rare(decision);
        where.word("action", query.action(), words);
        where.word("event", query.event(), words);
        where.word("account", query.account(), words);
        where.word("workflow", query.workflow(), words);
        where.word("agent", query.agent(), words);
        where.common(decision);
        where.times(query.since(), query.until());
        where.after(query.after());
        return where;
    }

    static Where of(String customer, @Nullable Instant since, @Nullable Instant until) {
        Where where = new Where();
        where.equal("customer", bytes(customer));
        where.byLink = true;
        where.times(since, until);
        return where;
    }

    /** Whether the index has no such thing at all. */
    boolean nothing() {
        return nothing;
    }

    /** What follows {@code FROM}. */
    String sql() {
        return (byLink ? IndexSchema.BY_LINK : IndexSchema.LINKED)
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    /** Fills in the values, and gives the place of the next parameter. */
    int bind(PreparedStatement select) throws SQLException {
        int at = 1;
        for (Object value : values) {
            switch (value) {
                case byte[] bytes -> select.setBytes(at++, bytes);
                case Long number -> select.setLong(at++, number);
                case Object text -> select.setString(at++, text.toString());
            }
        }
        return at;
    }

    private void equal(String column, @Nullable Object value) {
        if (value != null) {
            add(column, " = ?", value);
        }
    }

    private void word(String column, @Nullable String word, Words words) throws SQLException {
        if (word != null) {
            Long number = words.find(word);
            nothing |= number == null;
            equal(column, Objects.requireNonNullElse(number, -1L));
        }
    }

    private void rare(@Nullable Long decision) {
        if (decision != null && decision > IndexSchema.COMMON_DECISIONS.size()) {
            boolean first = conditions.isEmpty();
            conditions.add((first ? "" : "+") + "decision = " + decision);
            if (first) {
                // SQLite takes a partial index only where its condition stands in the query word for word.
                conditions.add(IndexSchema.RARE_DECISION);
            }
        }
    }

    /** The index of decisions leaves the common ones out; those are found on the way through something else. */
    private void common(@Nullable Long decision) {
        if (decision != null && decision <= IndexSchema.COMMON_DECISIONS.size()) {
            conditions.add("+decision = " + decision);
        }
    }

    private void times(@Nullable Instant since, @Nullable Instant until) {
        if (since != null) {
            conditions.add("at >= ?");
            values.add(since.toEpochMilli());
        }
        if (until != null) {
            conditions.add("at < ?");
            values.add(until.toEpochMilli());
        }
    }

    private void after(Query.@Nullable Place place) {
        if (place != null) {
            conditions.add("(at, sequence) < (?, ?)");
            values.add(place.at().toEpochMilli());
            values.add(place.sequence());
        }
    }

    private void add(String column, String condition, Object value) {
        conditions.add((conditions.isEmpty() ? "" : "+") + column + condition);
        values.add(value);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
