package dev.remit.core.catalog;

import dev.remit.core.finding.Location;
import dev.remit.core.template.Pointer;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand in {@code catalog/*.yaml}. */
final class CatalogFile {
    static final Key<DataClass> CLASS =
            Key.required("class", Shapes.choice(DataClass.values(), DataClass::label), "What kind of data this is.");
    static final Key<FieldType> TYPE = Key.optional(
            "type", Shapes.choice(FieldType.values(), FieldType::label), "What its values are; text unless said.");
    static final Key<Kind> KIND = Key.optional(
            "kind",
            Shapes.choice(Kind.values(), Kind::label),
            "What a value means. 'text' is free text that people wrote, and is scanned on release; 'card' is never"
                    + " released.");
    static final Key<String> COLUMN =
            Key.optional("column", Names.COLUMN, "The column in the source; the field's name unless said.");
    static final Key<String> AT = Key.optional(
            "at", Pointer.shape(), "Where it stands in a row of a source over HTTP; /<the field's name> unless said.");
    static final Key<Boolean> REQUIRED =
            Key.optional("required", Shapes.bool(), "Whether every row has a value; false unless said.");
    static final Key<String> DESCRIPTION = Key.optional("description", Shapes.text(500), "What it is, for people.");
    private static final ObjectShape FIELD =
            ObjectShape.of("a field", CLASS, TYPE, KIND, COLUMN, AT, REQUIRED, DESCRIPTION);

    private static final ObjectShape RESULT_FIELD =
            ObjectShape.of("a field of a result", CLASS, TYPE, KIND, COLUMN, AT, REQUIRED, DESCRIPTION);

    private static final Shape<String> PATH = Shapes.text(
            "a column, 'column -> resource', 'column -> resource.column', or over HTTP a pointer such as /customer/id",
            Pattern.compile(Names.IDENTIFIER + "(?: *-> *[a-z][a-z0-9_]{0,40}(?:\\." + Names.IDENTIFIER
                    + ")?)?|(?:/[A-Za-z0-9_.$-]+){1,20}"),
            200);
    private static final Key<String> SUBJECT_PATH = Key.optional(
            "subject",
            PATH,
            "The column that says which customer a row belongs to, or the way to it: 'column -> resource'.");
    private static final Key<String> TENANT_PATH = Key.optional(
            "tenant",
            PATH,
            "The column that says which tenant a row belongs to, or the way to it: 'column -> resource'.");

    static final Key<String> TABLE =
            Key.optional("table", Names.TABLE, "The table or view, in a database; may be schema.table.");
    static final Key<ScopeText> SCOPE =
            Key.required("scope", scope(), "Whose rows these are: shared, tenant, or the columns that say whose.");
    static final Key<String> KEY = Key.required("key", Names.FIELD, "The field that tells one row from another.");
    static final Key<List<Located<String>>> FIND_BY = Key.optional(
            "find_by",
            Shapes.list(Names.FIELD, 0, 32),
            "Fields that a list may be filtered by, where a contract grants them in clear.");
    static final Key<List<Named<Values>>> FIELDS = Key.required(
            "fields", Shapes.named(Names.FIELD, FIELD, 1, 500), "What can be reached; a column not listed cannot.");
    private static final ObjectShape RESOURCE = ObjectShape.of(
            "a resource", TABLE, AccessFile.GET, AccessFile.LIST, DESCRIPTION, SCOPE, KEY, FIND_BY, FIELDS);

    static final Key<String> USER = Key.optional("user", Shapes.text(128), "The user to connect as.");
    static final Key<String> PASSWORD =
            Key.optional("password", Shapes.reference(), "Where the password is kept: ${env:NAME} or ${file:path}.");
    static final Key<String> JDBC =
            Key.optional("jdbc", Shapes.text(2_000), "The JDBC URL; may hold ${env:NAME} and ${file:path}.");
    static final Key<Values> READ = Key.optional(
            "read",
            ObjectShape.of("a log-in", USER, PASSWORD),
            "The log-in to read with; it should be able to do no more.");
    static final Key<String> OPERATIONS = Key.optional(
            "operations",
            Names.TABLE,
            "A table with a text column 'id' as its key. Each action puts its id there in the transaction that does it, so"
                    + " that after a crash nobody has to guess.");
    static final Key<Values> WRITE = Key.optional(
            "write",
            ObjectShape.of("a log-in to write with", USER, PASSWORD, OPERATIONS),
            "The log-in that actions use, and no read; it should be able to do no more than they do.");
    static final Key<String> ZONE = Key.optional(
            "zone", Shapes.text(64), "The zone of timestamps that the source stores without one; UTC unless said.");
    static final Key<Duration> TIMEOUT = Key.optional(
            "timeout",
            Shapes.duration(Duration.ofMillis(10), Duration.ofSeconds(60)),
            "The longest that one statement (2s unless said) or one exchange over HTTP (10s) may take.");
    static final Key<Integer> POOL =
            Key.optional("pool", Shapes.integer(1, 256), "The most connections open at once; 16 unless said.");

    static final Key<String> SOURCE = Key.required("source", Names.SOURCE, "The source's name.");
    static final Key<String> TENANT =
            Key.optional("tenant", Names.TENANT, "The one tenant that the whole source belongs to.");
    static final Key<String> SUBJECT =
            Key.optional("subject", Names.RESOURCE, "The resource that holds the customers; one over all catalogs.");
    static final Key<Values> CONNECT =
            Key.required("connect", ObjectShape.of("a connection", connectKeys()), "How to reach the source.");
    static final Map<DataClass, Key<String>> OWNER_OF = ownerKeys();
    static final Key<String> OTHER_OWNER =
            Key.optional("*", Shapes.text(254), "Who answers for every class not named.");
    static final Key<Values> OWNERS = Key.optional("owners", owners(), "Who answers for each class of data.");
    static final Map<DataClass, Key<Duration>> KEPT = keptKeys();
    static final Key<Values> RETENTION = Key.optional(
            "retention",
            ObjectShape.of("the retention of classes", List.copyOf(KEPT.values())),
            "The longest that released data of a class is kept, whatever a contract says.");
    static final Key<List<Named<Values>>> RESOURCES =
            Key.optional("resources", Shapes.named(Names.RESOURCE, RESOURCE, 1, 1_000), "What the source holds.");

    /** Made when it is asked for: actions use keys of this class, and it uses theirs. */
    static final class Whole {
        static final ObjectShape SHAPE = ObjectShape.of(
                        "a catalog", SOURCE, TENANT, SUBJECT, CONNECT, OWNERS, RETENTION, RESOURCES, ActionFile.ACTIONS)
                .unsupported("classes", "Classes of your own.");

        private Whole() {}
    }

    private CatalogFile() {}

    static Shape<Values> resultField() {
        return RESULT_FIELD;
    }

    /**
     * A scope as it is written.
     *
     * @param word {@code shared} or {@code tenant}; null where columns are named
     */
    record ScopeText(
            @Nullable String word,
            @Nullable Located<String> subject,
            @Nullable Located<String> tenant,
            Location at) {}

    private static Shape<ScopeText> scope() {
        SequencedMap<String, String> words = new LinkedHashMap<>();
        words.put("shared", "shared");
        words.put("tenant", "tenant");
        return Shapes.either(
                Shapes.choice(words, List.of()),
                word -> new ScopeText(word.value(), null, null, word.at()),
                ObjectShape.of("a scope", SUBJECT_PATH, TENANT_PATH),
                columns -> new ScopeText(
                        null,
                        located(columns.value(), SUBJECT_PATH),
                        located(columns.value(), TENANT_PATH),
                        columns.at()));
    }

    private static @Nullable Located<String> located(Values values, Key<String> key) {
        String value = values.get(key);
        return value == null ? null : new Located<>(value, values.at(key));
    }

    private static List<Key<?>> connectKeys() {
        List<Key<?>> keys = new ArrayList<>(List.of(JDBC, READ, WRITE, ZONE, TIMEOUT, POOL));
        keys.addAll(UpstreamFile.KEYS);
        return keys;
    }

    private static Map<DataClass, Key<String>> ownerKeys() {
        Map<DataClass, Key<String>> keys = new LinkedHashMap<>();
        for (DataClass each : DataClass.values()) {
            keys.put(each, Key.optional(each.label(), Shapes.text(254), "Who answers for " + each.label() + " data."));
        }
        return keys;
    }

    private static Map<DataClass, Key<Duration>> keptKeys() {
        Map<DataClass, Key<Duration>> keys = new LinkedHashMap<>();
        for (DataClass each : DataClass.values()) {
            keys.put(
                    each,
                    Key.optional(
                            each.label(),
                            Shapes.duration(Duration.ofDays(1), Duration.ofDays(3_650)),
                            "The longest that " + each.label() + " data is kept once released."));
        }
        return keys;
    }

    private static ObjectShape owners() {
        List<Key<?>> keys = new ArrayList<>(OWNER_OF.values());
        keys.add(OTHER_OWNER);
        return ObjectShape.of("the owners", keys);
    }
}
