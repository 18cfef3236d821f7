package dev.remit.core.yaml;

import dev.remit.core.finding.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A piece of a YAML text. */
public sealed interface Node {
    Location at();

    /** The word for this kind of node in a message. */
    String kind();

    /**
     * A single value.
     *
     * @param plain whether it is written without quotes, so that {@code 1} is a number and {@code true} a boolean
     */
    record Scalar(String text, boolean plain, Location at) implements Node {
        @Override
        public String kind() {
            return Scalars.kind(this);
        }
    }

    record Sequence(List<Node> items, Location at) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** @param entries by key, in the order written */
    record Mapping(SequencedMap<String, Entry> entries, Location at) implements Node {
        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** What has been reported already: whoever meets it says no more of it. */
    record Refused(Location at) implements Node {
        @Override
        public String kind() {
            return "refused";
        }
    }

    /** @param at the key's place */
    record Entry(Location at, Node value) {}
}
