package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings;
import java.util.TreeMap;

/** Changes to the leaves of a JSON text, which is else left as it is. */
final class Edits {
    private final String json;
    private final TreeMap<Integer, Edit> edits = new TreeMap<>();

    private record Edit(int end, String written) {}

    Edits(String json) {
        this.json = json;
    }

    /** A string with another text; with its own it stays as it is written. */
    void string(JsonStrings.Leaf leaf, String text) {
        if (!text.equals(leaf.text())) {
            StringBuilder written = new StringBuilder(text.length() + 8).append('"');
            JsonStrings.escape(text, written);
            edits.put(leaf.start(), new Edit(leaf.end(), written.append('"').toString()));
        }
    }

    void number(JsonStrings.Leaf leaf, long number) {
        edits.put(leaf.start(), new Edit(leaf.end(), Long.toString(number)));
    }

    String apply() {
        StringBuilder text = new StringBuilder(json.length() + 64);
        int done = 0;
        for (var edit : edits.entrySet()) {
            text.append(json, done, edit.getKey()).append(edit.getValue().written());
            done = edit.getValue().end();
        }
        return text.append(json, done, json.length()).toString();
    }
}
