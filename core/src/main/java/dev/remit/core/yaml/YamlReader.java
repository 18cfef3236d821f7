package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/**
 * Reads one YAML 1.2 document of the plain kind: mappings, lists and scalars.
 *
 * <p>It works on the parser's events, not on composed nodes: an alias is then never followed, and a text that nests too
 * deeply is left at the first level too many, before anything is built from it. Anchors, aliases, tags, directives,
 * further documents, repeated keys and keys that are not text are findings; so is malformed YAML. Nothing is thrown.
 */
public final class YamlReader {
    /** The longest text, in UTF-16 units: 1 MiB of ASCII. */
    public static final int MOST_CHARACTERS = 1 << 20;

    /** The deepest nesting of mappings and lists. */
    public static final int MOST_LEVELS = 32;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS + 1).build();

    private final String file;
    private final String text;
    private final Findings findings;
    private final Deque<OpenNode> open = new ArrayDeque<>();
    private @Nullable Node root;
    private Location reached;
    private boolean documentSeen;
    private boolean stopped;

    private YamlReader(SourceText source, Findings findings) {
        this.file = source.file();
        // A byte order mark is no part of the text that a person sees.
        this.text = source.text().startsWith("\uFEFF") ? source.text().substring(1) : source.text();
        this.findings = findings;
        this.reached = new Location(file, 1, 1);
    }

    /** The document, or {@link Node.Refused} where none could be read; what is wrong is then among the findings. */
    public static Node read(SourceText source, Findings findings) {
        return new YamlReader(source, findings).read();
    }

    private Node read() {
        Node refused = new Node.Refused(Location.of(file));
        if (text.length() > MOST_CHARACTERS) {
            findings.error(
                    "yaml-too-large",
                    Location.of(file),
                    "The file is longer than 1 MiB.",
                    "Split it: one source or one workflow per file.");
            return refused;
        }
        try {
            for (Event event : new Parse(SETTINGS).parseString(text)) {
                on(event);
                if (stopped) {
                    return refused;
                }
            }
        } catch (MarkedYamlEngineException e) {
            malformed(e);
            return refused;
        } catch (ReaderException e) {
            forbiddenCharacter(at(e.getPosition()), e.getCodePoint());
            return refused;
        } catch (RuntimeException e) {
            // The parser lets some of the runtime's own exceptions through, as for an escape that is beyond Unicode.
            malformed(reached, "This is not valid YAML from here on.");
            return refused;
        }
        if (root == null) {
            findings.error("yaml-empty", Location.of(file), "The file is empty.", "Write it, or remove the file.");
            return refused;
        }
        return root;
    }

    private void on(Event event) {
        event.getStartMark().ifPresent(mark -> reached = location(mark));
        switch (event) {
            case DocumentStartEvent start -> startDocument(start);
            case AliasEvent alias -> {
                noAlias();
                add(new Node.Refused(reached));
            }
            case CollectionStartEvent start -> startCollection(start);
            case CollectionEndEvent end -> add(open.pop().close());
            case ScalarEvent scalar -> add(scalar(scalar));
            default -> {}
        }
    }

    private void startDocument(DocumentStartEvent start) {
        if (documentSeen) {
            findings.error(
                    "yaml-documents",
                    reached,
                    "A second document starts here; a file holds one.",
                    "Put it into a file of its own.");
            stopped = true;
        }
        documentSeen = true;
        if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
            findings.error(
                    "yaml-directive", reached, "Directives are not allowed.", "Remove the lines that start with '%'.");
        }
    }

    private void startCollection(CollectionStartEvent start) {
        boolean plain = checkDecoration(start, start.getTag());
        if (open.size() == MOST_LEVELS) {
            findings.error(
                    "yaml-too-deep",
                    reached,
                    "This is nested more than " + MOST_LEVELS + " levels deep.",
                    "Nothing in the format is nested that deeply; see the schema.");
            stopped = true;
        }
        open.push(new OpenNode(reached, start instanceof MappingStartEvent, plain));
    }

    private Node scalar(ScalarEvent event) {
        String value = event.getValue();
        Location at = reached;
        boolean plain = checkDecoration(event, event.getTag());
        int forbidden =
                value.codePoints().filter(c -> !Scalars.allowed(c)).findFirst().orElse(-1);
        if (forbidden >= 0) {
            forbiddenCharacter(at, forbidden);
        }
        return plain && forbidden < 0
                ? new Node.Scalar(value, event.getScalarStyle() == ScalarStyle.PLAIN, at)
                : new Node.Refused(at);
    }

    private boolean checkDecoration(NodeEvent event, Optional<String> tag) {
        if (event.getAnchor().isPresent()) {
            noAlias();
        }
        if (tag.isPresent()) {
            findings.error("yaml-tag", reached, "Tags are not allowed.", "Remove the word that starts with '!'.");
        }
        return event.getAnchor().isEmpty() && tag.isEmpty();
    }

    private void noAlias() {
        findings.error(
                "yaml-alias",
                reached,
                "Anchors (&) and aliases (*) are not allowed.",
                "Write the value out where it is used; quote a text that starts with & or *.");
    }

    private void add(Node node) {
        OpenNode parent = open.peek();
        if (parent == null) {
            root = node instanceof Node.Scalar scalar && scalar.kind().equals("nothing") ? null : node;
        } else {
            parent.add(node, findings);
        }
    }

    private void malformed(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        Location at = mark.map(this::location).orElse(reached);
        if (mark.isPresent() && codePoint(mark.get().getIndex()) == '\t') {
            findings.error("yaml-tab", at, "There is a tab here.", "YAML is indented with spaces only.");
            return;
        }
        String problem = e.getProblem() == null ? "" : e.getProblem().strip();
        malformed(at, "This is not valid YAML: " + (problem.isEmpty() ? "it cannot be read" : problem) + ".");
    }

    private void malformed(Location at, String message) {
        findings.error(
                "yaml-syntax",
                at,
                message.codePoints()
                        .filter(Scalars::allowed)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString(),
                "Look for wrong indentation, a missing ': ' or an open quote or bracket at or above this line.");
    }

    private void forbiddenCharacter(Location at, int codePoint) {
        findings.error(
                "yaml-character",
                at,
                String.format("The character U+%04X is not allowed.", codePoint),
                "Remove it: a reviewer could not see it.");
    }

    private Location location(Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private int codePoint(int index) {
        int length = text.codePointCount(0, text.length());
        return index >= 0 && index < length ? text.codePointAt(text.offsetByCodePoints(0, index)) : -1;
    }

    private Location at(int index) {
        int line = 1;
        int column = 1;
        int[] codePoints = text.codePoints().limit(Math.max(0, index)).toArray();
        for (int c : codePoints) {
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        return new Location(file, line, column);
    }
}
