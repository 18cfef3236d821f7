package dev.remit.gateway.record;

import java.time.Instant;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What came of opening a record. */
public sealed interface Opening {
    Leaf leaf();

    /** All of it was checked against the leaf. */
    record Opened(Leaf leaf, FactSet facts, Payload payload) implements Opening {
        /** The facts, {@code event} among them, with {@code id} and {@code at} (RFC 3339). */
        public SequencedMap<String, Object> map() {
            SequencedMap<String, Object> map = new TreeMap<>(facts.map());
            map.put("id", leaf.id());
            map.put("at", Instant.ofEpochMilli(leaf.at()).toString());
            return map;
        }
    }

    /** The facts were erased, or their key was destroyed. The leaf stays what it was. */
    record Erased(Leaf leaf) implements Opening {}

    /** What went in and came out. */
    sealed interface Payload {
        /** The record never had one. */
        record None() implements Payload {}

        /** It had one. */
        record Gone() implements Payload {}

        /** JSON, in the form that the contract allowed. */
        record Kept(String json) implements Payload {}
    }
}
