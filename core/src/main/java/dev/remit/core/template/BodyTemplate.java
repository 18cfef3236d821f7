package dev.remit.core.template;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON with placeholders. A text that is one placeholder and nothing else becomes the value, with its type; in a text with
 * more around it, the value is written as text. A key is never a template, so values cannot add members.
 */
public final class BodyTemplate {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,100})?");
    private static final int DEEPEST = 20;

    private sealed interface Part {
        record Members(SequencedMap<String, Part> members) implements Part {}

        record Items(List<Part> items) implements Part {}

        record Text(TextTemplate text) implements Part {}

        /** A number, a boolean or null. */
        record Constant(@Nullable Object value) implements Part {}
    }

    private final Part root;

    private BodyTemplate(Part root) {
        this.root = root;
    }

    /** A body as it stands in a file; {@link #compile} reads it. */
    public static Shape<Node> shape() {
        return new Any();
    }

    /** Compiles a body; null where it cannot be, which is then among the findings. */
    public static @Nullable BodyTemplate compile(Node written, Collection<String> known, Findings findings) {
        Part root = part(written, known, findings, 0);
        return root == null ? null : new BodyTemplate(root);
    }

    private static @Nullable Part part(Node node, Collection<String> known, Findings findings, int depth) {
        if (depth > DEEPEST) {
            findings.error("bad-template", node.at(), "This is nested too deep.", "At most " + DEEPEST + " levels.");
            return null;
        }
        return switch (node) {
            case Node.Refused _ -> null;
            case Node.Scalar scalar -> scalar(scalar, known, findings);
            case Node.Sequence(List<Node> nodes, Location _) -> {
                List<Part> items = new ArrayList<>();
                nodes.forEach(each -> {
                    Part item = part(each, known, findings, depth + 1);
                    if (item != null) {
                        items.add(item);
                    }
                });
                yield items.size() == nodes.size() ? new Part.Items(List.copyOf(items)) : null;
            }
            case Node.Mapping(var entries, Location _) -> {
                SequencedMap<String, Part> members = new LinkedHashMap<>();
                entries.forEach((name, entry) -> {
                    Part member = part(entry.value(), known, findings, depth + 1);
                    if (member != null) {
                        members.put(name, member);
                    }
                });
                yield members.size() == entries.size() ? new Part.Members(members) : null;
            }
        };
    }

    private static @Nullable Part scalar(Node.Scalar scalar, Collection<String> known, Findings findings) {
        return switch (scalar.kind()) {
            case "a boolean" -> new Part.Constant(scalar.text().equalsIgnoreCase("true"));
            case "null" -> new Part.Constant(null);
            case "a number" -> number(scalar, findings);
            case "text" -> {
                Location at = scalar.at();
                Location first = scalar.plain() ? at : new Location(at.file(), at.line(), at.column() + 1);
                TextTemplate text = TextTemplate.compile(new Located<>(scalar.text(), first), known, findings);
                yield text == null ? null : new Part.Text(text);
            }
            default -> {
                findings.error("bad-template", scalar.at(), "There is nothing here.", "Write null, or \"\".");
                yield null;
            }
        };
    }

    private static @Nullable Part number(Node.Scalar scalar, Findings findings) {
        if (NUMBER.matcher(scalar.text()).matches()) {
            return new Part.Constant(new BigDecimal(scalar.text()));
        }
        findings.error("bad-template", scalar.at(), "This number is not written as in JSON.", "Write it as in 12.50.");
        return null;
    }

    /** The names of the placeholders. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        collect(root, names);
        return names;
    }

    private static void collect(Part part, Set<String> names) {
        switch (part) {
            case Part.Members(var members) -> members.values().forEach(each -> collect(each, names));
            case Part.Items(var items) -> items.forEach(each -> collect(each, names));
            case Part.Text(TextTemplate text) -> names.addAll(text.names());
            case Part.Constant _ -> {}
        }
    }

    /** A text that is the same for two bodies if, and only if, they mean the same: for digests. */
    public String text() {
        return text(root);
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Members(var members) -> {
                StringBuilder out = new StringBuilder("{" + members.size());
                new TreeMap<>(members)
                        .forEach((name, member) -> out.append(sized(name)).append(text(member)));
                yield out.append('}').toString();
            }
            case Part.Items(var items) ->
                "[" + items.size()
                        + String.join("", items.stream().map(BodyTemplate::text).toList()) + "]";
            case Part.Text(TextTemplate text) -> "t" + sized(text.text());
            case Part.Constant(Object value) -> "c" + sized(String.valueOf(value));
        };
    }

    private static String sized(String text) {
        return text.length() + ":" + text;
    }

    /** A tree as {@link Rendering.Request#body} has it. */
    @Nullable
    Object render(Map<String, @Nullable Object> values) throws Unrenderable {
        return render(root, values);
    }

    /** The same, but members that are one placeholder without a value are left out. */
    @Nullable
    Object renderMembers(Map<String, @Nullable Object> values) throws Unrenderable {
        if (!(root instanceof Part.Members(var members))) {
            return render(root, values);
        }
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, Part> member : members.entrySet()) {
            Object value = render(member.getValue(), values);
            if (value != null || !(member.getValue() instanceof Part.Text)) {
                map.put(member.getKey(), value);
            }
        }
        return map;
    }

    private static @Nullable Object render(Part part, Map<String, @Nullable Object> values) throws Unrenderable {
        return switch (part) {
            case Part.Constant(Object value) -> value;
            case Part.Text(TextTemplate text) -> {
                String only = text.only();
                yield only == null
                        ? text.render(values, UnaryOperator.identity())
                        : plain(only, TextTemplate.value(only, values), 0);
            }
            case Part.Items(var items) -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Part item : items) {
                    list.add(render(item, values));
                }
                yield list;
            }
            case Part.Members(var members) -> {
                SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
                for (Map.Entry<String, Part> member : members.entrySet()) {
                    map.put(member.getKey(), render(member.getValue(), values));
                }
                yield map;
            }
        };
    }

    /** The value as JSON knows it: dates and times become their text. */
    private static @Nullable Object plain(String name, @Nullable Object value, int depth) throws Unrenderable {
        if (depth > DEEPEST) {
            throw new Unrenderable(name, "is nested too deep");
        }
        return switch (value) {
            case null -> null;
            case String text -> TextTemplate.wellFormed(name, text);
            case BigDecimal decimal -> TextTemplate.bounded(name, decimal);
            case Integer integer -> integer.longValue();
            case Long integer -> integer;
            case Boolean truth -> truth;
            case LocalDate date -> date.toString();
            case Instant instant -> instant.toString();
            case List<?> items -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Object item : items) {
                    list.add(plain(name, item, depth + 1));
                }
                yield list;
            }
            case Map<?, ?> members -> {
                SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    String key = TextTemplate.wellFormed(name, String.valueOf(member.getKey()));
                    map.put(key, plain(name, member.getValue(), depth + 1));
                }
                yield map;
            }
            default -> throw new Unrenderable(name, "is of no type that JSON knows");
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BodyTemplate body && text().equals(body.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Any JSON that YAML can write. */
    private static final class Any implements Shape<Node> {
        @Override
        public @Nullable Node read(Node node, Findings findings) {
            return node instanceof Node.Refused ? null : node;
        }

        @Override
        public SequencedMap<String, Object> schema() {
            SequencedMap<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", "Any JSON; texts may hold placeholders.");
            return schema;
        }
    }
}
