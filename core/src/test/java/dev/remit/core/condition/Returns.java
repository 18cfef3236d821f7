package dev.remit.core.condition;

import static dev.remit.core.catalog.FieldType.BOOLEAN;
import static dev.remit.core.catalog.FieldType.DATE;
import static dev.remit.core.catalog.FieldType.DECIMAL;
import static dev.remit.core.catalog.FieldType.INTEGER;
import static dev.remit.core.catalog.FieldType.TEXT;
import static dev.remit.core.catalog.FieldType.TIMESTAMP;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.ActionRules.Result;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What a condition on starting a return may name, and the values of one call. */
final class Returns {
    static final Location WHERE = new Location("workflows/order-help.yaml", 12, 11);
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static final Vocabulary VOCABULARY = new Vocabulary(named(
            "args",
            row(
                    "items", list(TEXT),
                    "reason", scalar(TEXT),
                    "note", scalar(TEXT),
                    "quantity", scalar(INTEGER),
                    "amount", scalar(DECIMAL),
                    "counts", list(INTEGER),
                    "prices", list(DECIMAL)),
            "grant",
            row("subject", scalar(TEXT), "assurance", scalar(TEXT)),
            "order",
            row(
                    "status", scalar(TEXT),
                    "items", list(TEXT),
                    "total", scalar(DECIMAL),
                    "count", scalar(INTEGER),
                    "gift", scalar(BOOLEAN),
                    "placed_at", scalar(TIMESTAMP),
                    "eta", scalar(TIMESTAMP),
                    "day", scalar(DATE),
                    "address", row("city", scalar(TEXT))),
            "customer",
            row("plan", scalar(TEXT)),
            "refund",
            scalar(DECIMAL),
            "returns",
            scalar(INTEGER),
            "credit",
            scalar(DECIMAL)));

    private Returns() {}

    /** Absent: {@code args.note} and {@code order.address} without an entry, {@code order.eta} and the customer as null. */
    static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> order = new HashMap<>();
        order.put("status", "delivered");
        order.put("items", List.of("A", "B", "C"));
        order.put("total", new BigDecimal("120.50"));
        order.put("count", 3L);
        order.put("gift", true);
        order.put("placed_at", NOW.minusSeconds(3_600));
        order.put("eta", null);
        order.put("day", LocalDate.of(2026, 11, 20));
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("now", NOW);
        values.put(
                "args",
                Map.of(
                        "items",
                        List.of("A", "C"),
                        "reason",
                        "broken",
                        "quantity",
                        2L,
                        "amount",
                        new BigDecimal("40.10"),
                        "counts",
                        List.of(1L, 2L),
                        "prices",
                        List.of(new BigDecimal("10.00"), new BigDecimal("30.1"))));
        values.put("grant", Map.of("subject", "c-1", "assurance", "claimed"));
        values.put("order", order);
        values.put("customer", null);
        values.put("refund", new BigDecimal("40.100"));
        values.put("returns", Long.MAX_VALUE);
        return values;
    }

    static ActionCondition condition(String cel) {
        return switch (ActionRules.compile(cel, WHERE, VOCABULARY)) {
            case Result.Rule(ActionCondition condition) -> condition;
            case Result.Rejected(List<Finding> findings) -> throw new AssertionError(cel + ": " + findings);
        };
    }

    static List<Finding> findings(String cel) {
        return switch (ActionRules.compile(cel, WHERE, VOCABULARY)) {
            case Result.Rule(ActionCondition condition) -> throw new AssertionError("understood: " + condition.text());
            case Result.Rejected(List<Finding> findings) -> findings;
        };
    }

    static ValueType scalar(FieldType type) {
        return new ValueType.Scalar(type);
    }

    static ValueType list(FieldType type) {
        return new ValueType.ListOf(type);
    }

    static ValueType row(Object... namesAndTypes) {
        return new ValueType.Row(named(namesAndTypes));
    }

    static SequencedMap<String, ValueType> named(Object... namesAndTypes) {
        SequencedMap<String, ValueType> named = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            named.put((String) namesAndTypes[i], (ValueType) namesAndTypes[i + 1]);
        }
        return named;
    }
}
