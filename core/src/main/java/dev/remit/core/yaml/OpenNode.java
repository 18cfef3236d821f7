package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A mapping or list that is being read. */
final class OpenNode {
    private final Location at;
    private final boolean mapping;
    private final boolean usable;
    private final List<Node> items = new ArrayList<>();
    private final SequencedMap<String, Node.Entry> entries = new LinkedHashMap<>();
    private boolean keyRead;
    /** The key whose value comes next; {@code Refused} where the key was, so that its value goes with it. */
    private @Nullable Node key;

    OpenNode(Location at, boolean mapping, boolean usable) {
        this.at = at;
        this.mapping = mapping;
        this.usable = usable;
    }

    void add(Node node, Findings findings) {
        if (!mapping) {
            items.add(node);
        } else if (!keyRead) {
            keyRead = true;
            key = checkedKey(node, findings);
        } else {
            keyRead = false;
            if (key instanceof Node.Scalar name) {
                entries.put(name.text(), new Node.Entry(name.at(), node));
            }
        }
    }

    Node close() {
        if (!usable) {
            return new Node.Refused(at);
        }
        return mapping ? new Node.Mapping(entries, at) : new Node.Sequence(items, at);
    }

    private Node checkedKey(Node node, Findings findings) {
        if (node instanceof Node.Refused) {
            return node;
        }
        if (!(node instanceof Node.Scalar name) || !Scalars.isText(name)) {
            findings.error(
                    "yaml-key",
                    node.at(),
                    "A key is text, but this is " + node.kind() + ".",
                    node instanceof Node.Scalar ? "Put it in quotes." : "Write the key as one word.");
            return new Node.Refused(node.at());
        }
        Node.Entry first = entries.get(name.text());
        if (first != null) {
            findings.error(
                    "duplicate-key",
                    name.at(),
                    "The key " + Scalars.quote(name.text()) + " stands here a second time.",
                    "Keep one of the two; the first is on line " + first.at().line() + ".");
            return new Node.Refused(name.at());
        }
        return name;
    }
}
