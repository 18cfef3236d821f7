package dev.remit.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;

/**
 * Ten of the structured kinds as regular expressions, without their check digits and context, in the engines that are known
 * to be fast; and as the least that a scan can do, a pass over the bytes.
 */
final class Patterns {
    /** E-mail, URL, phone, card, IBAN, SSN, IPv4, date, numbers behind a letter, GitHub tokens. */
    static final List<String> KINDS = List.of(
            "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}",
            "https?://[^\\s<>\"]+",
            "\\+?\\d{1,4}(?:[ -]\\d{2,8}){2,4}",
            "\\b(?:\\d[ -]?){13,19}\\b",
            "\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b",
            "\\b\\d{3}-\\d{2}-\\d{4}\\b",
            "\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b",
            "\\b\\d{4}-\\d{2}-\\d{2}\\b",
            "\\b[A-Z]\\d{8}\\b",
            "\\bgh[pousr]_[A-Za-z0-9]{36,}");

    /** All of them as one. */
    static final String ANY = String.join("|", KINDS);

    private Patterns() {}

    /** Adds all bytes up, one by one. */
    static long floor(byte[] text) {
        long sum = 0;
        for (byte b : text) {
            sum = 31 * sum + b;
        }
        return sum;
    }

    static ToLongFunction<byte[]> javaRegex() {
        java.util.regex.Pattern any = java.util.regex.Pattern.compile(ANY);
        return text -> {
            long sum = 0;
            Matcher matcher = any.matcher(new String(text, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                sum += matcher.end() - matcher.start();
            }
            return sum;
        };
    }

    static ToLongFunction<byte[]> re2j() {
        com.google.re2j.Pattern any = com.google.re2j.Pattern.compile(ANY);
        return text -> {
            long sum = 0;
            com.google.re2j.Matcher matcher = any.matcher(text);
            while (matcher.find()) {
                sum += matcher.end() - matcher.start();
            }
            return sum;
        };
    }
}
