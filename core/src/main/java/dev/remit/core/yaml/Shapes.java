package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The shapes that files are put together from. */
public final class Shapes {
    private Shapes() {}

    /** Text with something in it, of at most so many characters. */
    public static Shape<String> text(int longest) {
        return new TextShape("text of at most " + longest + " characters", null, longest, false);
    }

    /** Text that may be blank, where a better message than "blank" is given later. */
    public static Shape<String> anyText(int longest) {
        return new TextShape("text of at most " + longest + " characters", null, longest, true);
    }

    /**
     * Text that a pattern matches as a whole.
     *
     * @param what for messages: "a name: lower-case letters …"
     */
    public static Shape<String> text(String what, Pattern pattern, int longest) {
        return new TextShape(what, pattern, longest, true);
    }

    /** A secret: exactly one {@code ${env:NAME}} or {@code ${file:path}}, never the secret itself. */
    public static Shape<String> reference() {
        return new ReferenceShape();
    }

    /** Whether every {@code ${…}} in a text is a reference that can be resolved. */
    public static boolean referencesResolvable(String text) {
        return !ReferenceShape.REFERENCE.matcher(text).replaceAll("").contains("${");
    }

    /** A whole number, bounds included. */
    public static Shape<Integer> integer(int least, int most) {
        return new IntegerShape(least, most);
    }

    /** {@code 500ms}, {@code 2s}, {@code 20m}, {@code 8h}, {@code 30d}; bounds included. */
    public static Shape<Duration> duration(Duration least, Duration most) {
        return new DurationShape(least, most);
    }

    /** {@code 1KiB}, {@code 1MiB}, {@code 1GiB} or plain bytes; bounds included, in bytes. */
    public static Shape<Long> size(long least, long most) {
        return new SizeShape(least, most);
    }

    /** A number with at most six places, exact. */
    public static Shape<BigDecimal> decimal() {
        return new DecimalShape();
    }

    /** Anything that JSON can say: maps, lists, text, numbers as {@link BigDecimal} and booleans. */
    public static Shape<Object> json() {
        return new TreeShape();
    }

    public static Shape<Boolean> bool() {
        return new BooleanShape();
    }

    /**
     * One of a few words.
     *
     * @param unsupported words that only other builds know
     */
    public static <T> Shape<T> choice(SequencedMap<String, T> words, List<String> unsupported) {
        return new ChoiceShape<>(words, unsupported);
    }

    /** One of an enumeration's values. */
    public static <T> Shape<T> choice(T[] values, Function<T, String> label) {
        SequencedMap<String, T> words = new LinkedHashMap<>();
        for (T value : values) {
            words.put(label.apply(value), value);
        }
        return new ChoiceShape<>(words, List.of());
    }

    /** A list; bounds on its length included. */
    public static <T> Shape<List<Located<T>>> list(Shape<T> item, int fewest, int most) {
        return new ListShape<>(item, fewest, most);
    }

    /** One value, or a list of different ones. */
    public static <T> Shape<Set<T>> oneOrMore(Shape<T> item, int most) {
        return new OneOrMoreShape<>(item, most);
    }

    /** A mapping whose keys are names that people choose; bounds on its size included. */
    public static <T> Shape<List<Named<T>>> named(Shape<String> name, Shape<T> value, int fewest, int most) {
        return new NamedShape<>(name, value, fewest, most);
    }

    /** A short form, which is a single value, or a long one, which is a mapping. */
    public static <S, L, T> Shape<T> either(
            Shape<S> brief, Function<Located<S>, T> fromBrief, Shape<L> full, Function<Located<L>, T> fromFull) {
        return new EitherShape<>(brief, fromBrief, full, fromFull);
    }

    static void wrongType(Node node, String wanted, Findings findings) {
        if (node instanceof Node.Refused) {
            return;
        }
        boolean quotable = node instanceof Node.Scalar scalar && !scalar.text().isEmpty();
        String found =
                quotable ? Scalars.quote(((Node.Scalar) node).text()) + ", which is " + node.kind() : node.kind();
        findings.error("wrong-type", node.at(), "Expected " + wanted + ", but found " + found + ".", "");
    }

    static void badValue(Node.Scalar scalar, String wanted, Findings findings) {
        findings.error(
                "bad-value",
                scalar.at(),
                "Expected " + wanted + ", but found " + Scalars.quote(scalar.text()) + ".",
                "");
    }
}
