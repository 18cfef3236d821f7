package dev.remit.core.template;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path with placeholders: {@code /refunds/{args.order_id}}.
 *
 * <p>A value stays inside its segment. It is percent-encoded, and where servers are known to differ on whether an encoded
 * character still separates ({@code /}, {@code \}, {@code %}, controls, and segments of dots), the value is refused
 * rather than encoded: what cannot be in a path safely belongs in the query or the body.
 */
public final class PathTemplate {
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@-]*");
    private static final int LONGEST = 1_000;
    private static final int LONGEST_VALUE = 1_000;

    private final String written;
    private final List<TextTemplate> segments;

    private PathTemplate(String written, List<TextTemplate> segments) {
        this.written = written;
        this.segments = List.copyOf(segments);
    }

    /** Compiles a path; null where it cannot be, which is then among the findings. */
    public static @Nullable PathTemplate compile(Located<String> text, Collection<String> known, Findings findings) {
        String path = text.value();
        if (!path.startsWith("/") || path.length() > LONGEST) {
            bad(text.at(), "A path begins with '/', and has at most " + LONGEST + " characters.", findings);
            return null;
        }
        List<TextTemplate> segments = new ArrayList<>();
        boolean sound = true;
        int from = 1;
        List<String> pieces = Arrays.asList(path.substring(1).split("/", -1));
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            Location at =
                    new Location(text.at().file(), text.at().line(), text.at().column() + from);
            from += piece.length() + 1;
            TextTemplate segment = TextTemplate.compile(new Located<>(piece, at), known, findings);
            boolean last = i == pieces.size() - 1;
            if (segment == null || !literalsAreSound(piece, segment, last, at, findings)) {
                sound = false;
            } else {
                segments.add(segment);
            }
        }
        return sound ? new PathTemplate(path, segments) : null;
    }

    private static boolean literalsAreSound(
            String piece, TextTemplate segment, boolean last, Location at, Findings findings) {
        if (piece.isEmpty() && !last) {
            bad(at, "A path has no empty segment.", findings);
            return false;
        }
        if (piece.equals(".") || piece.equals("..")) {
            bad(at, "A path has no segments of dots.", findings);
            return false;
        }
        for (TextTemplate.Part part : segment.parts()) {
            if (part instanceof TextTemplate.Part.Literal(String literal)
                    && !LITERAL.matcher(literal).matches()) {
                bad(at, "A path is written in letters, digits and ._~!$&'()*+,;=:@- only.", findings);
                return false;
            }
        }
        return true;
    }

    private static void bad(Location at, String message, Findings findings) {
        findings.error("bad-template", at, message, "As in /refunds/{args.order_id}. A query has a place of its own.");
    }

    /** The names of the placeholders. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        segments.forEach(segment -> names.addAll(segment.names()));
        return names;
    }

    /** The path as it was written. */
    public String text() {
        return written;
    }

    String render(Map<String, @Nullable Object> values) throws Unrenderable {
        StringBuilder out = new StringBuilder();
        for (TextTemplate segment : segments) {
            for (String name : segment.names()) {
                checkForPath(name, TextTemplate.scalar(name, values));
            }
            String rendered = segment.render(values, Percent::encode);
            if (rendered.equals(".") || rendered.equals("..")) {
                throw new Unrenderable(segment.names().iterator().next(), "would make a segment of dots");
            }
            out.append('/').append(rendered);
        }
        return out.toString();
    }

    private static void checkForPath(String name, String value) throws Unrenderable {
        if (value.isEmpty()) {
            throw new Unrenderable(name, "is empty, and stands in a path");
        }
        if (value.length() > LONGEST_VALUE) {
            throw new Unrenderable(name, "is too long for a path");
        }
        if (value.chars().anyMatch(c -> c == '/' || c == '\\' || c == '%' || Character.isISOControl(c))) {
            throw new Unrenderable(name, "has a character that cannot stand in a path safely");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathTemplate path && written.equals(path.written);
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
