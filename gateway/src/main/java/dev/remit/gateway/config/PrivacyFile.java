package dev.remit.gateway.config;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.JsonText;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import dev.remit.gateway.text.OwnKind;
import dev.remit.gateway.text.RecogniserSetting;
import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorBuilder;
import dev.remit.privacy.detect.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code privacy.yaml}: kinds and recognisers of the operator's own that are asked for free text, and whether answers are
 * checked.
 */
public final class PrivacyFile {
    public static final String NAME = "privacy.yaml";

    /** Where lists of words lie. */
    static final String LISTS = "lists";

    /** In one kind, list and file together. */
    private static final int MOST_WORDS = 50_000;

    private static final Key<DataClass> CLASS = Key.required(
            "class",
            Shapes.choice(DataClass.values(), DataClass::label),
            "The class of what is found. Of class public, account, activity and support it stays in the text.");
    private static final Key<String> WHY = Key.required("why", Shapes.text(500), "Why it is looked for.");
    private static final Key<List<Located<String>>> WORDS = Key.optional(
            "words",
            Shapes.list(Shapes.text(200), 1, 1_000),
            "Words and phrases. Case, and what separates the words of a phrase, do not matter.");
    private static final Key<String> WORDS_FILE = Key.optional(
            "words_file",
            Shapes.text(
                    "a file in the folder lists, such as lists/projects.txt",
                    Pattern.compile("lists/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}"),
                    120),
            "The same, one on each line; lines that begin with '#' are not read.");
    private static final Key<List<Located<String>>> PATTERNS = Key.optional(
            "patterns",
            Shapes.list(Shapes.text(1_000), 1, 50),
            "Regular expressions in the syntax of RE2: no look-around, no back-references.");
    private static final Key<List<Named<Values>>> KINDS = Key.optional(
            "kinds",
            Shapes.named(
                    Shapes.text(
                            "a name: lower-case letters, digits and '-', a letter first, at most 40",
                            Pattern.compile("[a-z][a-z0-9-]{0,39}"),
                            40),
                    ObjectShape.of("a kind", CLASS, WHY, WORDS, WORDS_FILE, PATTERNS),
                    1,
                    100),
            "What is looked for besides the built-in kinds, by name; the name stands in place of what is taken out.");

    private static final Key<Values> GUARD = Key.optional(
            "guard",
            GuardSettings.SHAPE,
            "Answers are checked for values of other customers before they go out. For that, the protected values of"
                    + " all customers are read now and then, and kept as keyed fingerprints. Unless this is there, they"
                    + " are not.");

    private static final Key<List<Located<Values>>> RECOGNISERS = Key.optional(
            "recognisers",
            Shapes.list(RecogniserReader.SHAPE, 1, 8),
            "Models of the operator's own that are asked for free text besides the rules, each with the plug-in that runs"
                    + " it.");

    private static final ObjectShape SHAPE = ObjectShape.of("the privacy settings", KINDS, RECOGNISERS, GUARD);

    /**
     * What the file says.
     *
     * @param recognisers none of them is open
     * @param guard null where answers are not checked
     */
    public record Read(
            List<OwnKind> kinds,
            List<Located<RecogniserSetting>> recognisers,
            @Nullable GuardSettings guard) {
        public static final Read NOTHING = new Read(List.of(), List.of(), null);
    }

    private PrivacyFile() {}

    /** Its JSON Schema (2020-12), as JSON text. */
    public static String schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:remit:schema:privacy");
        schema.put("title", "Remit privacy settings");
        schema.put(
                "description",
                "What is looked for in free text besides the built-in kinds, and what answers are checked for.");
        SHAPE.schema().forEach(schema::putIfAbsent);
        return JsonText.of(schema);
    }

    /** What can be used of it; what is wrong with the rest is among the findings. */
    static Read read(SourceText text, Path folder, Findings findings) {
        Values values = SHAPE.read(YamlReader.read(text, findings), findings);
        List<OwnKind> kinds = new ArrayList<>();
        List<Located<RecogniserSetting>> recognisers = new ArrayList<>();
        GuardSettings guard = null;
        if (values != null) {
            if (!values.has(KINDS) && !values.has(RECOGNISERS) && !values.has(GUARD)) {
                findings.error(
                        "missing-key",
                        values.at(),
                        "The file says nothing.",
                        "Add 'kinds:', 'recognisers:' or 'guard:', or remove the file.");
            }
            Values guarded = values.get(GUARD);
            guard = guarded == null ? null : GuardSettings.of(guarded, findings);
            for (Named<Values> each : values.get(KINDS, List.of())) {
                OwnKind kind = each.value() == null ? null : kind(each, each.value(), folder, findings);
                if (kind != null) {
                    kinds.add(kind);
                }
            }
            RecogniserReader reader = new RecogniserReader(folder, kinds, findings);
            for (Located<Values> each : values.get(RECOGNISERS, List.of())) {
                Located<RecogniserSetting> recogniser = reader.read(each.value());
                if (recogniser != null) {
                    recognisers.add(recogniser);
                }
            }
        }
        return new Read(List.copyOf(kinds), List.copyOf(recognisers), guard);
    }

    private static @Nullable OwnKind kind(Named<Values> named, Values values, Path folder, Findings findings) {
        DataClass dataClass = values.get(CLASS);
        if (OwnKind.taken(named.name())) {
            findings.error(
                    "duplicate-name",
                    named.at(),
                    "There is a built-in kind '" + named.name() + "'.",
                    "Give this one another name.");
            return null;
        }
        if (!values.has(WORDS) && !values.has(WORDS_FILE) && !values.has(PATTERNS)) {
            findings.error(
                    "missing-key",
                    values.at(),
                    "Nothing says what is of the kind '" + named.name() + "'.",
                    "Add 'words:', 'words_file:' or 'patterns:'.");
            return null;
        }
        if (dataClass == null) {
            return null;
        }
        Kind kind = Kind.custom(named.name(), dataClass.label());
        List<Located<String>> words = new ArrayList<>(values.get(WORDS, List.of()));
        String file = values.get(WORDS_FILE);
        if (file != null) {
            words.addAll(WordList.read(folder.resolve(file), values.at(WORDS_FILE), findings));
        }
        if (words.size() > MOST_WORDS) {
            findings.error(
                    "bad-value",
                    values.at(WORDS_FILE),
                    "A kind has at most " + MOST_WORDS + " words, and this one has " + words.size() + ".",
                    "Say it with fewer words, or with patterns.");
            return null;
        }
        List<Located<String>> patterns = values.get(PATTERNS, List.of());
        usable(words, (builder, word) -> builder.dictionary(kind, List.of(word)), "not-a-word", findings);
        usable(patterns, (builder, pattern) -> builder.pattern(kind, pattern), "bad-pattern", findings);
        return new OwnKind(kind, plain(words), plain(patterns));
    }

    /** Has the detector itself judge each of them, so that what is accepted here is what it takes. */
    private static void usable(
            List<Located<String>> all, BiConsumer<DetectorBuilder, String> add, String code, Findings findings) {
        for (Located<String> each : all) {
            try {
                add.accept(Detector.builder(), each.value());
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                String hint = code.equals("bad-pattern")
                        ? "Write it in the syntax of RE2, which has no look-around and no back-references, so that"
                                + " every text is read in linear time."
                        : "";
                findings.error(code, each.at(), sentence(message), hint);
            }
        }
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    private static List<String> plain(List<Located<String>> all) {
        return all.stream().map(Located::value).toList();
    }
}
