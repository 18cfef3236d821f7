package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings.Leaf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON text, read. */
final class Message {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private final String json;
    private final List<Leaf> leaves;
    private final Map<String, Leaf> byPointer = new HashMap<>();

    Message(String json, List<Leaf> leaves) {
        this.json = json;
        this.leaves = leaves;
        leaves.forEach(leaf -> byPointer.put(leaf.pointer(), leaf));
    }

    String json() {
        return json;
    }

    List<Leaf> leaves() {
        return leaves;
    }

    /** What stands at a pointer, or this. */
    String text(String pointer, String otherwise) {
        Leaf leaf = byPointer.get(pointer);
        return leaf == null ? otherwise : leaf.text();
    }

    /** A number of at most 15 digits that stands at a pointer; null if there is none. */
    @Nullable
    Leaf number(String pointer) {
        Leaf leaf = byPointer.get(pointer);
        boolean whole =
                leaf != null && !leaf.string() && NUMBER.matcher(leaf.text()).matches();
        return whole ? leaf : null;
    }
}
