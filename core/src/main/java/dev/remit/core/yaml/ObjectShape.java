package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Nearest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A mapping with fixed keys. A key that is not known is refused with the nearest that is; a key that only other builds
 * know is refused too, because a setting that nothing enforces would be decoration.
 */
public final class ObjectShape implements Shape<Values> {
    private final String what;
    private final SequencedMap<String, Key<?>> keys = new LinkedHashMap<>();
    private final SequencedMap<String, String> unsupported = new LinkedHashMap<>();

    private ObjectShape(String what, List<Key<?>> keys) {
        this.what = what;
        keys.forEach(key -> this.keys.put(key.name(), key));
    }

    /** @param what with its article, for messages and as the schema's title: {@code "a workflow"} */
    public static ObjectShape of(String what, Key<?>... keys) {
        return new ObjectShape(what, Arrays.asList(keys));
    }

    public static ObjectShape of(String what, List<Key<?>> keys) {
        return new ObjectShape(what, keys);
    }

    /** The same shape, which also knows this key as one that this build cannot enforce. */
    public ObjectShape unsupported(String name, String doc) {
        ObjectShape wider = new ObjectShape(what, List.copyOf(keys.values()));
        wider.unsupported.putAll(unsupported);
        wider.unsupported.put(name, doc);
        return wider;
    }

    @Override
    public @Nullable Values read(Node node, Findings findings) {
        if (!(node instanceof Node.Mapping mapping)) {
            Shapes.wrongType(node, what + ", written as 'key: value' lines", findings);
            return null;
        }
        Map<String, Object> values = new HashMap<>();
        mapping.entries().forEach((name, entry) -> {
            Key<?> key = keys.get(name);
            if (key == null) {
                unknown(name, entry, findings);
                return;
            }
            Object value = key.shape().read(entry.value(), findings);
            if (value != null) {
                values.put(name, value);
            }
        });
        for (Key<?> key : keys.values()) {
            if (key.required() && !mapping.entries().containsKey(key.name())) {
                findings.error(
                        "missing-key",
                        mapping.at(),
                        "The key '" + key.name() + "' is missing from " + what + ".",
                        "Add '" + key.name() + ":'. " + key.doc());
            }
        }
        return new Values(mapping.at(), mapping.entries(), values);
    }

    private void unknown(String name, Node.Entry entry, Findings findings) {
        if (unsupported.containsKey(name)) {
            findings.error(
                    "unsupported-key",
                    entry.at(),
                    "The key '" + name + "' is known, but this build cannot enforce it.",
                    "Remove it, or use a build that supports it.");
        } else {
            findings.error(
                    "unknown-key",
                    entry.at(),
                    "There is no key " + Scalars.quote(name) + " in " + what + ".",
                    Nearest.hint(name, keys.keySet(), "Known keys: " + String.join(", ", keys.keySet()) + "."));
        }
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        for (Key<?> key : keys.values()) {
            SequencedMap<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", key.doc());
            schema.putAll(key.shape().schema());
            properties.put(key.name(), schema);
        }
        unsupported.forEach((name, doc) -> {
            SequencedMap<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", doc + " Not supported by this build.");
            schema.put("not", Map.of());
            properties.put(name, schema);
        });
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", what);
        schema.put("type", "object");
        List<String> required =
                keys.values().stream().filter(Key::required).map(Key::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }
}
