package dev.remit.gateway.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Seeded choices around a fixed moment. Each part of the shop throws its own dice, so that a change to one part leaves
 * the others as they were.
 *
 * @param now to the second
 */
record Dice(RandomGenerator random, Instant now) {
    Dice {
        now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    static Dice of(long seed, String part, Instant now) {
        return new Dice(new SplittableRandom(seed * 31 + part.hashCode()), now);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** Between two bounds, both inclusive. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** So many digits; the first may be zero. */
    String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** So many characters of lower-case hexadecimal. */
    String hex(int count) {
        StringBuilder hex = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    /** A moment in the last so many days, at least a minute ago. */
    Instant within(int days) {
        return now.minusSeconds(random.nextLong(60, Duration.ofDays(days).toSeconds()));
    }

    /** A moment from another one on, so many hours later at most, and never after now. */
    Instant after(Instant start, int hours) {
        Instant later =
                start.plusSeconds(random.nextLong(60, Duration.ofHours(hours).toSeconds()));
        return later.isAfter(now) ? now : later;
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
