package dev.remit.gateway.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Text that others wrote, for a terminal: what would move the cursor, change colours or turn the direction of reading is
 * replaced, so that a record cannot say other than it says.
 */
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    public static String of(String text) {
        return text.codePoints().allMatch(Printable::harmless)
                ? text
                : text.codePoints()
                        .map(point -> harmless(point) ? point : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** JSON that says the same, in which nothing that a terminal would act on stands for itself. */
    public static String json(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        tree.toPrettyString().codePoints().forEach(point -> {
            if (point == '\n' || harmless(point)) {
                text.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return text.toString();
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
