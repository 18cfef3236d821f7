package dev.remit.core.template;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Located;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with placeholders: {@code Refund of {args.order_id}}. A brace that is meant is written twice.
 *
 * <p>Immutable, and pure: a value is put in once and never read again for placeholders of its own.
 */
public final class TextTemplate {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)*");
    private static final Pattern PIECE = Pattern.compile("\\{\\{|}}|\\{([^{}]*)}|[{}]");
    private static final int MOST_DIGITS = 1_000;

    /** A piece of a template. */
    sealed interface Part {
        record Literal(String text) implements Part {}

        record Placeholder(String name) implements Part {}
    }

    private final String written;
    private final List<Part> parts;

    private TextTemplate(String written, List<Part> parts) {
        this.written = written;
        this.parts = List.copyOf(parts);
    }

    /**
     * Compiles a text; null where it cannot be, which is then among the findings.
     *
     * @param text with the place of its first character
     * @param known the names that there will be values for
     */
    public static @Nullable TextTemplate compile(Located<String> text, Collection<String> known, Findings findings) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher piece = PIECE.matcher(text.value());
        boolean sound = true;
        int from = 0;
        while (piece.find()) {
            literal.append(text.value(), from, piece.start());
            from = piece.end();
            String name = piece.group(1);
            if (name != null) {
                if (!literal.isEmpty()) {
                    parts.add(new Part.Literal(literal.toString()));
                    literal.setLength(0);
                }
                parts.add(new Part.Placeholder(name));
                sound &= isKnown(name, place(text, piece.start()), known, findings);
            } else if (piece.group().length() == 2) {
                literal.append(piece.group().charAt(0));
            } else {
                findings.error(
                        "bad-template",
                        place(text, piece.start()),
                        "This brace belongs to no placeholder.",
                        "Write a placeholder as {name}, and a brace that is meant twice.");
                sound = false;
            }
        }
        literal.append(text.value(), from, text.value().length());
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
        }
        return sound ? new TextTemplate(text.value(), parts) : null;
    }

    private static boolean isKnown(String name, Location at, Collection<String> known, Findings findings) {
        if (known.contains(name) && NAME.matcher(name).matches()) {
            return true;
        }
        findings.error(
                "unknown-placeholder",
                at,
                "There is no value for this placeholder here.",
                Nearest.hint(
                        name,
                        known,
                        "There are: "
                                + String.join(", ", known.stream().sorted().toList()) + "."));
        return false;
    }

    private static Location place(Located<String> text, int index) {
        Location at = text.at();
        return at.line() == 0
                ? at
                : new Location(at.file(), at.line(), at.column() + text.value().codePointCount(0, index));
    }

    /** The names of the placeholders, in order. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Placeholder(String name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The text as it was written: two templates of the same text mean the same. */
    public String text() {
        return written;
    }

    List<Part> parts() {
        return parts;
    }

    /** The one placeholder that this consists of, or null. */
    @Nullable
    String only() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Placeholder(String name) ? name : null;
    }

    /** @param encode makes a value safe for where it stands */
    String render(Map<String, @Nullable Object> values, UnaryOperator<String> encode) throws Unrenderable {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> out.append(text);
                case Part.Placeholder(String name) -> out.append(encode.apply(scalar(name, values)));
            }
        }
        return out.toString();
    }

    /**
     * A value's text.
     *
     * @throws IllegalArgumentException where the caller gave no value, not even null
     */
    static String scalar(String name, Map<String, @Nullable Object> values) throws Unrenderable {
        return switch (value(name, values)) {
            case null -> throw new Unrenderable(name, "has no value");
            case String text -> wellFormed(name, text);
            case Long integer -> integer.toString();
            case Integer integer -> integer.toString();
            case BigDecimal decimal -> bounded(name, decimal).toPlainString();
            case Boolean truth -> truth.toString();
            case LocalDate date -> date.toString();
            case Instant instant -> instant.toString();
            default -> throw new Unrenderable(name, "is not a single value");
        };
    }

    static @Nullable Object value(String name, Map<String, @Nullable Object> values) {
        Object value = values.get(name);
        if (value == null && !values.containsKey(name)) {
            throw new IllegalArgumentException("no value is given for the placeholder " + name);
        }
        return value;
    }

    static BigDecimal bounded(String name, BigDecimal decimal) throws Unrenderable {
        if (Math.abs((long) decimal.scale()) > MOST_DIGITS || decimal.precision() > MOST_DIGITS) {
            throw new Unrenderable(name, "has too many digits");
        }
        return decimal;
    }

    /** No half of a surrogate pair: UTF-8 cannot carry one, and an encoder would put something else. */
    static String wellFormed(String name, String text) throws Unrenderable {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Unrenderable(name, "is not well-formed text");
        }
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextTemplate template && written.equals(template.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
