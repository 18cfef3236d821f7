package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads catalogs: texts in, one {@link Catalog} and findings out. */
public final class CatalogCompiler {
    private final Findings findings;
    private final SequencedMap<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Location> sourceNames = new HashMap<>();
    private final SequencedMap<String, DraftResource> drafts = new LinkedHashMap<>();
    private final Map<String, Field> columns = new HashMap<>();
    private final SequencedMap<String, DraftAction> actions = new LinkedHashMap<>();
    private @Nullable Located<String> subject;
    private boolean remote;
    private @Nullable Set<String> pinned;

    /** An action before the resources are known. */
    private record DraftAction(String source, Named<Values> named) {}

    private CatalogCompiler(Findings findings) {
        this.findings = findings;
    }

    public static CatalogReading compile(List<SourceText> texts, Findings findings) {
        CatalogCompiler compiler = new CatalogCompiler(findings);
        texts.forEach(compiler::file);
        return compiler.resolve();
    }

    /** The JSON Schema of one catalog file. */
    public static SequencedMap<String, Object> schema() {
        return CatalogFile.Whole.SHAPE.schema();
    }

    private void file(SourceText text) {
        Values file = CatalogFile.Whole.SHAPE.read(YamlReader.read(text, findings), findings);
        if (file == null) {
            return;
        }
        String name = file.get(CatalogFile.SOURCE, "");
        Location first = sourceNames.putIfAbsent(name, file.at(CatalogFile.SOURCE));
        if (first != null && !name.isEmpty()) {
            findings.error(
                    "duplicate-name",
                    file.at(CatalogFile.SOURCE),
                    "There is another source '" + name + "', at " + first + ".",
                    "Give one of them another name.");
        }
        List<Named<Values>> resources = file.get(CatalogFile.RESOURCES, List.of());
        if (!file.has(CatalogFile.RESOURCES) && !file.has(ActionFile.ACTIONS)) {
            findings.error(
                    "missing-key",
                    file.at(),
                    "The key 'resources' is missing from a catalog.",
                    "Add 'resources:'. What the source holds. A source that only does things has 'actions:'.");
        }
        String tenant = file.get(CatalogFile.TENANT);
        Values connect = file.get(CatalogFile.CONNECT);
        remote = connect != null && UpstreamFile.speaksHttp(connect);
        pinned = UpstreamFile.pinned(connect);
        resources.forEach(resource -> draft(name, tenant, resource));
        file.get(ActionFile.ACTIONS, List.of()).forEach(action -> draftAction(name, action));
        String customers = file.get(CatalogFile.SUBJECT);
        if (customers != null) {
            subject(customers, file.at(CatalogFile.SUBJECT), resources);
        }
        Source.Connect connection = connect == null ? null : Connections.read(connect, findings);
        if (connection != null) {
            sources.putIfAbsent(
                    name,
                    new Source(
                            name,
                            tenant,
                            customers,
                            connection,
                            connect == null ? null : Connections.writing(connect),
                            owners(file),
                            retention(file),
                            file.at(CatalogFile.SOURCE)));
        }
    }

    private void draftAction(String source, Named<Values> named) {
        DraftAction other = actions.putIfAbsent(named.name(), new DraftAction(source, named));
        if (other != null) {
            findings.error(
                    "duplicate-name",
                    named.at(),
                    "There is another action '" + named.name() + "', at "
                            + other.named().at() + ".",
                    "Give one of them another name: names are unique over all catalogs.");
        } else if (ActionFile.TOOLS.contains(named.name())
                || named.name().startsWith("get_")
                || named.name().startsWith("list_")) {
            findings.error(
                    "reserved-name",
                    named.at(),
                    "'" + named.name() + "' is, or looks like, a tool that reads.",
                    "Name what the action does, as in cancel_order.");
        }
    }

    private void subject(String customers, Location at, List<Named<Values>> resources) {
        List<String> names = resources.stream().map(Named::name).toList();
        if (!names.contains(customers)) {
            findings.error(
                    "unknown-resource",
                    at,
                    "This source has no resource '" + customers + "'.",
                    Nearest.hint(customers, names, "Name the resource that holds the customers."));
        } else if (subject != null) {
            findings.error(
                    "second-subject",
                    at,
                    "The customers are already in '" + subject.value() + "', at " + subject.at() + ".",
                    "One resource over all catalogs holds the customers.");
        } else {
            subject = new Located<>(customers, at);
        }
    }

    private static Map<DataClass, Duration> retention(Values file) {
        Map<DataClass, Duration> byClass = new EnumMap<>(DataClass.class);
        Values retention = file.get(CatalogFile.RETENTION);
        if (retention != null) {
            CatalogFile.KEPT.forEach((dataClass, key) -> {
                Duration kept = retention.get(key);
                if (kept != null) {
                    byClass.put(dataClass, kept);
                }
            });
        }
        return byClass;
    }

    private static Source.Owners owners(Values file) {
        Values owners = file.get(CatalogFile.OWNERS);
        if (owners == null) {
            return new Source.Owners(Map.of(), null);
        }
        Map<DataClass, String> byClass = new HashMap<>();
        CatalogFile.OWNER_OF.forEach((dataClass, key) -> {
            String owner = owners.get(key);
            if (owner != null) {
                byClass.put(dataClass, owner);
            }
        });
        return new Source.Owners(byClass, owners.get(CatalogFile.OTHER_OWNER));
    }

    private void draft(String source, @Nullable String tenant, Named<Values> named) {
        String name = named.name();
        DraftResource other = drafts.get(name);
        if (other != null) {
            findings.error(
                    "duplicate-name",
                    named.at(),
                    "There is another resource '" + name + "', at " + other.location() + ".",
                    "Give one of them another name: names are unique over all catalogs.");
            return;
        }
        if (Names.reservedForResources(name)) {
            findings.error(
                    "reserved-name",
                    named.at(),
                    "'" + name + "' means something else in a row rule.",
                    "Give the resource another name; 'table' still names the table.");
        }
        Values values = named.value();
        if (values == null) {
            drafts.put(name, unreadable(name, source, tenant, named.at()));
            return;
        }
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        Set<String> unreadable = new HashSet<>();
        String keyName = values.get(CatalogFile.KEY);
        for (Named<Values> each : values.get(CatalogFile.FIELDS, List.of())) {
            Field field = field(each, each.name().equals(keyName));
            if (field == null) {
                unreadable.add(each.name());
            } else {
                fields.put(field.name(), field);
            }
        }
        boolean ours = remote
                ? UpstreamFile.keysAreOf("a JSON API", values, List.of(CatalogFile.TABLE), findings)
                : UpstreamFile.keysAreOf("a database", values, List.of(AccessFile.GET, AccessFile.LIST), findings);
        List<String> findBy = findBy(values, fields, unreadable);
        Access access = remote && ours ? AccessFile.read(values, named.at(), findBy, pinned, findings) : null;
        String table = remote ? (access == null ? null : name) : table(values);
        checkColumns(source + '\n' + (table == null ? name : table), fields);
        CatalogFile.ScopeText scope = scope(values.get(CatalogFile.SCOPE));
        if (scope != null && "shared".equals(scope.word())) {
            warnOfSharedCustomerData(fields);
        }
        drafts.put(
                name,
                new DraftResource(
                        name,
                        source,
                        tenant,
                        table,
                        scope,
                        key(values, keyName, fields, unreadable),
                        findBy,
                        fields,
                        unreadable,
                        values.get(CatalogFile.DESCRIPTION, ""),
                        named.at(),
                        access));
    }

    private @Nullable String table(Values values) {
        if (!values.has(CatalogFile.TABLE)) {
            findings.error(
                    "missing-key",
                    values.at(),
                    "The key 'table' is missing from a resource.",
                    "Add 'table:'. " + CatalogFile.TABLE.doc());
        }
        return values.get(CatalogFile.TABLE);
    }

    /** In a row over HTTP, whose it is stands at a pointer; a name by itself is the pointer to that member. */
    private CatalogFile.@Nullable ScopeText scope(CatalogFile.@Nullable ScopeText written) {
        if (written == null || written.word() != null) {
            return written;
        }
        Located<String> subjectPath = written.subject();
        Located<String> tenantPath = written.tenant();
        boolean subjectFits = subjectPath == null || fits(subjectPath);
        boolean tenantFits = tenantPath == null || fits(tenantPath);
        return subjectFits && tenantFits
                ? new CatalogFile.ScopeText(null, placed(subjectPath), placed(tenantPath), written.at())
                : null;
    }

    private boolean fits(Located<String> path) {
        boolean pointer = path.value().startsWith("/");
        if (remote ? path.value().contains("->") : pointer) {
            findings.error(
                    "scope-path",
                    path.at(),
                    remote ? "There are no joins over HTTP." : "A database has columns, and no pointers.",
                    remote ? "Name where a row itself says whose it is, as in /customer/id." : "Name a column.");
            return false;
        }
        return true;
    }

    private @Nullable Located<String> placed(@Nullable Located<String> path) {
        return path == null || !remote || path.value().startsWith("/")
                ? path
                : new Located<>("/" + path.value(), path.at());
    }

    private static DraftResource unreadable(String name, String source, @Nullable String tenant, Location at) {
        return new DraftResource(
                name, source, tenant, null, null, null, List.of(), new LinkedHashMap<>(), Set.of(), "", at, null);
    }

    private @Nullable Field field(Named<Values> named, boolean key) {
        Values values = named.value();
        if (Names.reservedForFields(named.name())) {
            findings.error(
                    "reserved-name",
                    named.at(),
                    "'" + named.name() + "' means something else in a row rule.",
                    "Give the field another name; 'column' still names the column.");
        }
        DataClass dataClass = values == null ? null : values.get(CatalogFile.CLASS);
        if (values == null || dataClass == null) {
            return null;
        }
        FieldType type = values.get(CatalogFile.TYPE, FieldType.TEXT);
        Kind kind = values.get(CatalogFile.KIND, Kind.OTHER);
        checkKind(values, type, kind);
        return new Field(
                named.name(),
                column(values, named.name()),
                dataClass,
                type,
                kind,
                !key && !values.get(CatalogFile.REQUIRED, false),
                values.get(CatalogFile.DESCRIPTION, ""),
                named.at());
    }

    private String column(Values values, String name) {
        UpstreamFile.keysAreOf(
                remote ? "a JSON API" : "a database",
                values,
                List.of(remote ? CatalogFile.COLUMN : CatalogFile.AT),
                findings);
        return remote ? values.get(CatalogFile.AT, "/" + name) : values.get(CatalogFile.COLUMN, name);
    }

    private void checkKind(Values values, FieldType type, Kind kind) {
        Set<FieldType> types = switch (kind) {
            case EMAIL, IBAN, NAME, ADDRESS, TEXT -> Set.of(FieldType.TEXT);
            case PHONE, POSTCODE, CARD, ID -> Set.of(FieldType.TEXT, FieldType.INTEGER);
            case DATE -> Set.of(FieldType.TEXT, FieldType.DATE, FieldType.TIMESTAMP);
            case AMOUNT -> Set.of(FieldType.INTEGER, FieldType.DECIMAL);
            case OTHER -> Set.of(FieldType.values());
        };
        if (!types.contains(type)) {
            findings.error(
                    "kind-type",
                    values.at(CatalogFile.KIND),
                    "'kind: " + kind.label() + "' does not go with 'type: " + type.label() + "'.",
                    "It goes with "
                            + String.join(
                                    " or ",
                                    types.stream()
                                            .sorted()
                                            .map(FieldType::label)
                                            .toList()) + ".");
        }
    }

    private void checkColumns(String table, SequencedMap<String, Field> fields) {
        Map<String, Field> own = new HashMap<>();
        for (Field field : fields.values()) {
            // Some databases do not tell Email from email, so neither does this.
            String column = field.column().toLowerCase(Locale.ROOT);
            Field twin = own.putIfAbsent(column, field);
            if (twin != null) {
                findings.error(
                        "duplicate-column",
                        field.location(),
                        "'" + field.name() + "' and '" + twin.name() + "' are the same column.",
                        "Keep one of them: a column has one class.");
                continue;
            }
            Field elsewhere = columns.putIfAbsent(table.toLowerCase(Locale.ROOT) + '\n' + column, field);
            if (elsewhere != null && (elsewhere.dataClass() != field.dataClass() || elsewhere.kind() != field.kind())) {
                findings.error(
                        "class-conflict",
                        field.location(),
                        "The same column has another class or kind at " + elsewhere.location() + ".",
                        "Give it the same class and kind in both places.");
            }
        }
    }

    private void warnOfSharedCustomerData(SequencedMap<String, Field> fields) {
        for (Field field : fields.values()) {
            if (field.dataClass().aboutCustomers()) {
                findings.warning(
                        "shared-customer-data",
                        field.location(),
                        "'" + field.name() + "' is " + field.dataClass().label()
                                + " data, but the resource is shared by everyone.",
                        "Scope the resource to its customer or tenant, or give the field the class that it has.");
            }
        }
    }

    private @Nullable Field key(
            Values values, @Nullable String name, SequencedMap<String, Field> fields, Set<String> unreadable) {
        Field key = name == null ? null : fields.get(name);
        if (name != null && key == null && !unreadable.contains(name)) {
            unknownField(values.at(CatalogFile.KEY), name, fields);
        }
        if (key != null && (key.type() == FieldType.BOOLEAN || key.kind() == Kind.TEXT)) {
            findings.error(
                    "key-type",
                    values.at(CatalogFile.KEY),
                    "'" + key.name() + "' cannot tell one row from another.",
                    "Choose a field that is different in every row.");
        }
        return key;
    }

    private List<String> findBy(Values values, SequencedMap<String, Field> fields, Set<String> unreadable) {
        List<String> names = new ArrayList<>();
        for (Located<String> each : values.get(CatalogFile.FIND_BY, List.of())) {
            Field field = fields.get(each.value());
            if (field == null) {
                if (!unreadable.contains(each.value())) {
                    unknownField(each.at(), each.value(), fields);
                }
            } else if (Names.reservedForFilters(each.value())) {
                findings.error(
                        "reserved-name",
                        each.at(),
                        "Every list tool has an argument '" + each.value() + "' already.",
                        "Give the field another name; 'column' still names the column.");
            } else if (field.floor() != Handling.CLEAR) {
                findings.error(
                        "find-by-hidden",
                        each.at(),
                        "'" + each.value() + "' can never be clear, so nothing can be found by it.",
                        "Remove it from find_by.");
            } else {
                names.add(each.value());
            }
        }
        return names;
    }

    private void unknownField(Location at, String name, SequencedMap<String, Field> fields) {
        findings.error(
                "unknown-field",
                at,
                "There is no field '" + name + "' here.",
                Nearest.hint(name, fields.keySet(), "Fields: " + String.join(", ", fields.keySet()) + "."));
    }

    private CatalogReading resolve() {
        ScopeResolver resolver = new ScopeResolver(drafts, findings);
        DraftResource customers = subject == null ? null : drafts.get(subject.value());
        if (customers != null) {
            resolver.subjectResource(customers);
        }
        SequencedMap<String, Resource> resources = new LinkedHashMap<>();
        Set<String> unscoped = new HashSet<>();
        for (DraftResource draft : drafts.values()) {
            Scope scope = resolver.resolve(draft);
            if (scope == null) {
                unscoped.add(draft.name());
            } else if (draft.table() != null && draft.key() != null && sources.containsKey(draft.source())) {
                resources.put(
                        draft.name(),
                        new Resource(
                                draft.name(),
                                draft.source(),
                                draft.table(),
                                scope,
                                draft.key(),
                                draft.findBy(),
                                draft.fields(),
                                draft.description(),
                                draft.location(),
                                draft.access()));
            }
        }
        return new CatalogReading(
                new Catalog(sources, resources, actions(resources)),
                drafts,
                unscoped,
                actions.keySet(),
                subject == null ? null : subject.value());
    }

    private SequencedMap<String, Action> actions(SequencedMap<String, Resource> resources) {
        SequencedMap<String, Action> compiled = new LinkedHashMap<>();
        for (DraftAction draft : actions.values()) {
            Source source = sources.get(draft.source());
            Action action = source == null ? null : ActionCompiler.compile(source, resources, draft.named(), findings);
            if (action != null) {
                compiled.put(action.name(), action);
            }
        }
        for (Action action : List.copyOf(compiled.values())) {
            UndoCheck.check(action, compiled, actions.keySet(), findings);
        }
        return compiled;
    }
}
