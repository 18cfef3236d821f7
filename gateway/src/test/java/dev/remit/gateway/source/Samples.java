package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Values that databases disagree about. */
final class Samples {
    private Samples() {}

    /** What every database can store as it is; instants of whole seconds, reals of at most 15 digits. */
    static List<Object> stored(FieldType type) {
        return switch (type) {
            case TEXT ->
                List.of(
                        "",
                        "a",
                        "A",
                        "acme",
                        "ACME",
                        "acme ",
                        " acme",
                        "é",
                        "e\u0301",
                        "ß",
                        "ss",
                        "\ud83d\ude00",
                        "\uffee",
                        "\ue000",
                        "z",
                        "Z",
                        "10",
                        "9",
                        "%",
                        "_",
                        "'",
                        "\"",
                        "\\",
                        "a\tb",
                        "a\u0001",
                        "i",
                        "\u0130",
                        "\u0131",
                        "' OR '1'='1",
                        "null");
            case INTEGER ->
                List.of(0L, 1L, -1L, 7L, 100L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE, -42L);
            case DECIMAL ->
                List.of(
                        dec("0"),
                        dec("0.1"),
                        dec("0.3"),
                        dec("-0.1"),
                        dec("100"),
                        dec("99.99"),
                        dec("100.01"),
                        dec("-5"),
                        dec("0.0000001"),
                        dec("123456789012.345"),
                        dec("99999999999999.9"),
                        dec("1e14"));
            case BOOLEAN -> List.of(true, false);
            case DATE ->
                List.of(
                        date("2026-01-01"),
                        date("2025-12-31"),
                        date("2000-02-29"),
                        date("1969-12-31"),
                        date("1582-10-10"),
                        date("0004-02-29"),
                        date("9999-12-31"));
            case TIMESTAMP ->
                List.of(
                        at("2026-01-01T00:00:00Z"),
                        at("2025-12-31T23:59:59Z"),
                        at("2025-10-26T00:30:00Z"),
                        at("2025-10-26T01:30:00Z"),
                        at("2025-03-30T01:30:00Z"),
                        at("1970-01-01T00:00:00Z"),
                        at("1900-06-01T12:00:00Z"),
                        at("9998-12-31T23:59:59Z"),
                        at("2026-01-01T05:30:00Z"));
        };
    }

    /** What rules compare with besides: what no column can hold, and what lies just beside what it holds. */
    static List<Object> asked(FieldType type) {
        return switch (type) {
            case TEXT -> List.of("a\0", "acme\0", "A ", "\u00e9 ", "zz");
            case INTEGER -> List.of(2L, Long.MAX_VALUE - 1, 9_007_199_254_740_992L);
            case DECIMAL ->
                List.of(
                        dec("0.10"),
                        dec("100.000"),
                        dec("0.1000000000000000055"),
                        dec("0.09999999999999999999"),
                        dec("0.30000000000000004"),
                        dec("1e20"),
                        dec("-1e20"),
                        dec("99999999999999.95"),
                        dec("-0.0"));
            case BOOLEAN -> List.of();
            case DATE -> List.of(LocalDate.of(12_000, 1, 1), LocalDate.of(-5000, 1, 1), date("2026-01-02"));
            case TIMESTAMP ->
                List.of(
                        at("2026-01-01T00:00:00.000000001Z"), at("2025-12-31T23:59:59.999999999Z"),
                        at("2025-12-31T23:59:59.5Z"), at("2026-01-01T00:00:00.000001Z"));
        };
    }

    private static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
