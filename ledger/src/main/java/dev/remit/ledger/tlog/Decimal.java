package dev.remit.ledger.tlog;

import java.util.OptionalLong;

/** Numbers from 0 to 2^63-1 in ASCII digits, without sign and leading zeros. */
public final class Decimal {
    private Decimal() {}

    /** Empty for any other spelling. */
    public static OptionalLong parse(String text) {
        if (text.isEmpty() || text.length() > 19 || text.chars().anyMatch(c -> c < '0' || c > '9')) {
            return OptionalLong.empty();
        }
        if (text.length() > 1 && text.charAt(0) == '0') {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // 19 digits beyond 2^63-1
        }
    }
}
