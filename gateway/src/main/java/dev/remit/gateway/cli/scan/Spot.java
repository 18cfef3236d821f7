package dev.remit.gateway.cli.scan;

import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import dev.remit.privacy.handling.Masking;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One finding and where it is.
 *
 * @param why in words that hold nothing of the text
 * @param start offset of its first byte, from 0
 * @param end offset of the byte behind it
 * @param line from 1
 * @param column in code points, from 1
 * @param value empty where it is too long to be shown
 */
record Spot(Kind kind, Tier tier, String why, long start, long end, long line, long column, String value) {
    /** No value is longer that is worth a look. */
    static final int LONGEST_SHOWN = 256;

    private static final Set<String> REPLACEMENTS = Stream.concat(
                    Kind.builtIn().stream().map(Kind::label), Stream.of("number", "redacted", "removed"))
            .map(name -> "[" + name + "]")
            .collect(Collectors.toUnmodifiableSet());

    /** What may be shown to anybody. */
    String masked() {
        return value.isEmpty() ? Masking.HIDDEN : Masking.mask(handled(), text());
    }

    /** The value itself. */
    String text() {
        return value.isEmpty() ? Masking.HIDDEN : value;
    }

    /** What stands in the clean copy. */
    static byte[] replacement(Kind kind) {
        return ("[" + kind.label() + "]").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is what an earlier cleaning left in place of something, as in {@code password: [password]}. */
    boolean isReplacement() {
        return REPLACEMENTS.contains(value);
    }

    private dev.remit.privacy.handling.Kind handled() {
        return switch (kind.label()) {
            case "email" -> dev.remit.privacy.handling.Kind.EMAIL;
            case "phone" -> dev.remit.privacy.handling.Kind.PHONE;
            case "card" -> dev.remit.privacy.handling.Kind.CARD;
            case "iban" -> dev.remit.privacy.handling.Kind.IBAN;
            case "person" -> dev.remit.privacy.handling.Kind.NAME;
            case "postcode" -> dev.remit.privacy.handling.Kind.POSTCODE;
            case "date", "birth-date" -> dev.remit.privacy.handling.Kind.DATE;
            default -> dev.remit.privacy.handling.Kind.OTHER;
        };
    }
}
