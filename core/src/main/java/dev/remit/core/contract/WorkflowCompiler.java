package dev.remit.core.contract;

import dev.remit.core.catalog.CatalogReading;
import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.HandlingFit;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.condition.Predicate;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compiles one workflow over the catalogs. */
final class WorkflowCompiler {
    /** The most rows that one call returns, where a contract says nothing. */
    static final int DEFAULT_ROWS = 20;

    private final Values values;
    private final CatalogReading catalog;
    private final RowRuleCompiler rowRules;
    private final Findings findings;
    private final Draft draft;

    private WorkflowCompiler(Values values, CatalogReading catalog, RowRuleCompiler rowRules, Findings findings) {
        this.values = values;
        this.catalog = catalog;
        this.rowRules = rowRules;
        this.findings = findings;
        this.draft = new Draft(values, catalog, boundary(values));
    }

    /** The workflow, as far as it was understood; null where not even its name was. */
    static @Nullable Workflow compile(
            SourceText text, CatalogReading catalog, RowRuleCompiler rowRules, Findings findings) {
        Values values = WorkflowFile.SHAPE.read(YamlReader.read(text, findings), findings);
        return values == null ? null : new WorkflowCompiler(values, catalog, rowRules, findings).compile();
    }

    private @Nullable Workflow compile() {
        SequencedMap<String, ResourceGrant> data = data();
        SequencedMap<String, ActionGrant> actions = new ActionCompiler(catalog, draft, findings).compile(values);
        Verify verify = verify();
        CaseRule liveCase = liveCase();
        Limits limits = limits();
        List<Set<DataClass>> apart = apart();
        Retention retention = retention();
        Gates.judge(draft, findings);
        String name = values.get(WorkflowFile.WORKFLOW);
        if (name == null) {
            return null;
        }
        Set<String> agents = new LinkedHashSet<>();
        values.get(WorkflowFile.AGENTS, List.of()).forEach(agent -> agents.add(agent.value()));
        Workflow undigested = new Workflow(
                name,
                values.get(WorkflowFile.PURPOSE, ""),
                values.get(WorkflowFile.OWNER, ""),
                values.get(WorkflowFile.NEED, ""),
                values.get(WorkflowFile.PHASE, Phase.GENERAL),
                agents,
                verify,
                liveCase,
                data,
                actions,
                limits,
                apart,
                draft.boundary,
                escalate(ToolNames.possible(data.keySet(), actions.keySet())),
                retention,
                payloads(),
                unsourced(),
                "",
                values.at(WorkflowFile.WORKFLOW));
        return undigested.withDigest(digest(undigested));
    }

    private Payloads payloads() {
        Values kept = values.get(WorkflowFile.RECORD);
        return kept == null ? Payloads.REDACTED : kept.get(WorkflowFile.PAYLOADS, Payloads.REDACTED);
    }

    private Unsourced unsourced() {
        Values output = values.get(WorkflowFile.OUTPUT);
        Unsourced unsourced = output == null ? Unsourced.REDACT : output.get(WorkflowFile.UNSOURCED, Unsourced.REDACT);
        if (output != null && unsourced == Unsourced.KEEP) {
            findings.warning(
                    "output-oracle",
                    output.at(WorkflowFile.UNSOURCED),
                    "With 'keep', an agent that tries values in answers learns which of them are a customer's: those are"
                            + " withheld, and invented ones are not.",
                    "Write 'unsourced: redact', which treats both alike.");
        }
        return unsourced;
    }

    private SequencedMap<String, ResourceGrant> data() {
        if (values.has(WorkflowFile.DATA) && values.get(WorkflowFile.DATA) == null) {
            draft.incomplete = true;
        }
        SequencedMap<String, ResourceGrant> data = new LinkedHashMap<>();
        for (Named<Values> each : values.get(WorkflowFile.DATA, List.of())) {
            Resource resource = resource(each.name(), each.at());
            if (resource == null || each.value() == null) {
                draft.incomplete = true;
            } else {
                draft.resources.add(new Draft.Granted(resource, each.at()));
                data.put(resource.name(), grant(resource, each.value()));
            }
        }
        return data;
    }

    /** The resource of a name, or null; a mistake that its catalog makes is not reported again. */
    private @Nullable Resource resource(String name, Location at) {
        Resource resource = catalog.catalog().resources().get(name);
        if (resource != null) {
            return resource;
        }
        if (catalog.unscoped(name)) {
            findings.error(
                    "gate-scoped",
                    at,
                    "Nothing says whose the rows of '" + name + "' are.",
                    "Correct its scope in the catalog first.");
        } else if (!catalog.knows(name)) {
            findings.error(
                    "unknown-resource",
                    at,
                    "No catalog has a resource '" + name + "'.",
                    Nearest.hint(name, catalog.resourceNames(), "What is not in a catalog cannot be reached."));
        }
        return null;
    }

    private @Nullable Field field(Resource resource, String name, Location at) {
        Field field = resource.field(name);
        if (field == null && !catalog.unreadable(resource.name(), name)) {
            findings.error(
                    "unknown-field",
                    at,
                    "'" + resource.name() + "' has no field '" + name + "'.",
                    Nearest.hint(
                            name,
                            resource.fields().keySet(),
                            "Fields: " + String.join(", ", resource.fields().keySet()) + "."));
        }
        return field;
    }

    private ResourceGrant grant(Resource resource, Values grant) {
        SequencedMap<String, GrantedField> fields = new LinkedHashMap<>();
        for (Named<WorkflowFile.FieldText> each : grant.get(WorkflowFile.FIELDS, List.of())) {
            Field field = field(resource, each.name(), each.at());
            WorkflowFile.FieldText text = each.value();
            if (field == null || text == null) {
                continue;
            }
            draft.uses.add(new Draft.Use(resource, field, text.why(), text.whyAt(), true));
            String why = text.why() == null ? "" : text.why();
            fields.put(field.name(), new GrantedField(field, handling(field, text, each.at()), why));
        }
        Predicate rows = new Predicate.Always(true);
        String rule = grant.get(WorkflowFile.ROWS);
        if (rule != null) {
            Predicate compiled = rowRules.compile(rule, grant.textAt(WorkflowFile.ROWS), resource, findings);
            rows = compiled == null ? new Predicate.Always(false) : compiled;
        }
        return new ResourceGrant(resource, fields, rows, grant.get(WorkflowFile.LIMIT, DEFAULT_ROWS));
    }

    /** The handling that is written, or else the default; checked against the field's floor and its type. */
    private Handling handling(Field field, WorkflowFile.FieldText text, Location at) {
        Handling written = text.handling();
        if (field.floor() == Handling.NEVER) {
            findings.error(
                    "never-granted",
                    at,
                    "'" + field.name() + "' is "
                            + (field.kind().neverReleased() ? "a card number" : "secret")
                            + ", which is never released, whatever a contract says.",
                    "Remove the field.");
            return Handling.REDACTED;
        }
        if (written == Handling.NEVER) {
            findings.error(
                    "never-granted",
                    text.handlingAt(),
                    "A field that is never released is not granted.",
                    "Remove the field; a field that no contract names cannot be reached.");
            return Handling.REDACTED;
        }
        Handling handling = written == null ? field.defaultHandling() : written;
        if (handling.compareTo(field.floor()) < 0) {
            findings.error(
                    "handling-floor",
                    text.handlingAt(),
                    "'" + field.name() + "' is " + field.dataClass().label()
                            + " data, which no contract releases less than "
                            + field.floor().label() + ".",
                    "Write 'handling: " + field.floor().label() + "', or leave the handling out.");
            return field.floor();
        }
        HandlingFit.objection(field, handling)
                .ifPresent(objection -> findings.error(
                        "handling-type",
                        text.handlingAt(),
                        "'" + field.name() + "' cannot be " + handling.label()
                                + (written == null
                                        ? ", the default for "
                                                + field.dataClass().label() + " data"
                                        : "")
                                + ": " + objection + ".",
                        "Write 'handling:' with one that fits."));
        return handling;
    }

    private @Nullable Verify verify() {
        Values verify = values.get(WorkflowFile.VERIFY);
        if (verify == null) {
            return null;
        }
        Resource customers = catalog.subject();
        if (customers == null) {
            if (!catalog.namesSubject()) {
                findings.error(
                        "verify-subject",
                        values.keyAt(WorkflowFile.VERIFY),
                        "No catalog says which resource holds the customers, so nobody can be found there.",
                        "Add 'subject: <resource>' to the catalog that holds them.");
            }
            return null;
        }
        List<List<Field>> by = new ArrayList<>();
        Set<Set<Field>> seen = new HashSet<>();
        for (Located<List<Located<String>>> alternative : verify.get(WorkflowFile.VERIFY_BY, List.of())) {
            List<Field> fields = new ArrayList<>();
            for (Located<String> each : alternative.value()) {
                Field field = verifying(customers, each);
                if (field != null) {
                    fields.add(field);
                }
            }
            if (!fields.isEmpty() && fields.size() == alternative.value().size()) {
                if (seen.add(Set.copyOf(new LinkedHashSet<>(fields)))) {
                    by.add(fields);
                } else {
                    findings.error(
                            "duplicate-item",
                            alternative.at(),
                            "This alternative stands here a second time.",
                            "Remove it.");
                }
            }
        }
        return new Verify(
                customers,
                by,
                verify.get(WorkflowFile.ATTEMPTS, 3),
                verify.get(WorkflowFile.ATTEMPTS_PER_VALUE, 10),
                verify.get(WorkflowFile.ATTEMPTS_PER_AGENT, 100));
    }

    private @Nullable Field verifying(Resource customers, Located<String> name) {
        Field field = field(customers, name.value(), name.at());
        if (field == null) {
            return null;
        }
        if (field.floor() == Handling.NEVER || field.type() == FieldType.BOOLEAN) {
            findings.error(
                    "verify-field",
                    name.at(),
                    "Nobody is verified by '" + field.name() + "': "
                            + (field.floor() == Handling.NEVER
                                    ? "a secret or card number is not to be said to an agent."
                                    : "a yes or no is guessed at once."),
                    "Choose what the customer may say and others do not know.");
            return null;
        }
        draft.uses.add(new Draft.Use(customers, field, null, name.at(), false));
        return field;
    }

    private @Nullable CaseRule liveCase() {
        Values liveCase = values.get(WorkflowFile.CASE);
        if (liveCase == null) {
            return null;
        }
        boolean binds = liveCase.get(WorkflowFile.BINDS, false);
        if (!binds && !values.has(WorkflowFile.VERIFY)) {
            findings.error(
                    "case-unbound",
                    values.keyAt(WorkflowFile.CASE),
                    "The case has to be about the grant's customer, but nothing says who that is.",
                    "Add 'binds: true' to the case, or 'verify:' to the workflow.");
        }
        String name = liveCase.get(WorkflowFile.CASE_RESOURCE);
        Resource resource = name == null ? null : resource(name, liveCase.at(WorkflowFile.CASE_RESOURCE));
        if (resource == null) {
            return null;
        }
        if (!(resource.scope() instanceof Scope.OfSubject)) {
            findings.error(
                    "case-scope",
                    liveCase.at(WorkflowFile.CASE_RESOURCE),
                    "A case is about one customer, but the rows of '" + resource.name() + "' belong to none.",
                    "Name a resource whose scope has a 'subject'.");
        }
        String live = liveCase.get(WorkflowFile.LIVE);
        Predicate rule =
                live == null ? null : rowRules.compile(live, liveCase.textAt(WorkflowFile.LIVE), resource, findings);
        return rule == null ? null : new CaseRule(resource, rule, binds);
    }

    private Limits limits() {
        Values written = values.get(WorkflowFile.LIMITS);
        if (written == null) {
            return Limits.DEFAULTS;
        }
        Limits defaults = Limits.DEFAULTS;
        Limits limits = new Limits(
                written.get(WorkflowFile.GRANT, defaults.lifetime()),
                written.get(WorkflowFile.CONVERSATION, defaults.conversation()),
                written.get(WorkflowFile.CALLS, defaults.calls()),
                written.get(WorkflowFile.ROWS_LIMIT, defaults.rows()),
                written.get(WorkflowFile.BYTES, defaults.bytes()),
                written.get(WorkflowFile.MISSES, defaults.misses()),
                written.get(WorkflowFile.CALLS_PER_MINUTE, defaults.callsPerMinute()),
                written.get(WorkflowFile.GRANTS_PER_HOUR, defaults.grantsPerHour()),
                written.get(WorkflowFile.SUBJECTS_PER_HOUR, defaults.subjectsPerHour()));
        if (limits.conversation().compareTo(limits.lifetime()) < 0) {
            findings.error(
                    "limits-order",
                    written.at(WorkflowFile.CONVERSATION),
                    "A conversation cannot end before its first grant does.",
                    "Make 'conversation' at least as long as 'grant'.");
        }
        return limits;
    }

    /** What the contract says, and no longer than the catalog keeps any of the classes that it grants. */
    private Retention retention() {
        Values written = values.get(WorkflowFile.RETENTION);
        Retention retention = written == null
                ? Retention.DEFAULTS
                : new Retention(
                        written.get(WorkflowFile.RECORDS_KEPT, Retention.DEFAULTS.records()),
                        written.get(WorkflowFile.PAYLOADS_KEPT, Retention.DEFAULTS.payloads()));
        if (written != null && retention.payloads().compareTo(retention.records()) > 0) {
            findings.error(
                    "retention-order",
                    written.at(WorkflowFile.PAYLOADS_KEPT),
                    "What was said cannot be kept longer than the record that says who asked for it.",
                    "Make 'records' at least as long as 'payloads'.");
        }
        for (Draft.Use use : draft.uses) {
            Source source = draft.source(use.resource());
            Duration most =
                    source == null ? null : source.retention().get(use.field().dataClass());
            if (most != null) {
                retention = retention.payloadsAtMost(most);
            }
        }
        return retention;
    }

    private List<Set<DataClass>> apart() {
        List<Set<DataClass>> apart = new ArrayList<>();
        for (Located<List<Located<DataClass>>> set : values.get(WorkflowFile.APART, List.of())) {
            Set<DataClass> classes = new LinkedHashSet<>();
            set.value().forEach(each -> classes.add(each.value()));
            apart.add(classes);
        }
        return apart;
    }

    private static Boundary boundary(Values values) {
        Values boundary = values.get(WorkflowFile.BOUNDARY);
        Values refuse = boundary == null ? null : boundary.get(WorkflowFile.REFUSE);
        Map<Boundary.Edge, String> words = new EnumMap<>(Boundary.Edge.class);
        if (refuse == null) {
            return new Boundary(words, null, fallback(values));
        }
        WorkflowFile.WORDS.forEach((edge, key) -> {
            String said = refuse.get(key);
            if (said != null) {
                words.put(edge, said);
            }
        });
        return new Boundary(words, refuse.get(WorkflowFile.OTHER_WORDS), fallback(values));
    }

    private static Map<Fallback.Cause, Fallback> fallback(Values values) {
        Map<Fallback.Cause, Fallback> known = new EnumMap<>(Fallback.Cause.class);
        Values fallback = values.get(WorkflowFile.FALLBACK);
        if (fallback != null) {
            WorkflowFile.FALLBACKS.forEach((cause, key) -> {
                Values written = fallback.get(key);
                if (written != null) {
                    boolean nobody = cause == Fallback.Cause.NOBODY_ANSWERS;
                    known.put(
                            cause,
                            new Fallback(
                                    written.get(WorkflowFile.SAY, ""),
                                    written.get(WorkflowFile.THEN, Fallback.Then.REFUSE),
                                    nobody ? written.get(WorkflowFile.NEXT) : null,
                                    nobody ? written.get(WorkflowFile.NEXT_WITHIN) : null));
                }
            });
        }
        return known;
    }

    /** Who did not answer is not asked again: what nobody answered goes to others, or nowhere. */
    private Escalate escalate(Set<String> tools) {
        Escalate escalate = EscalateKeys.compile(values, draft, tools, findings);
        Values fallbacks = values.get(WorkflowFile.FALLBACK);
        Values written = fallbacks == null
                ? null
                : fallbacks.get(Objects.requireNonNull(WorkflowFile.FALLBACKS.get(Fallback.Cause.NOBODY_ANSWERS)));
        if (written == null) {
            return escalate;
        }
        String to = written.get(WorkflowFile.NEXT);
        boolean escalates = written.get(WorkflowFile.THEN, Fallback.Then.REFUSE) == Fallback.Then.ESCALATE;
        if (escalates && !written.has(WorkflowFile.NEXT)) {
            findings.error(
                    "fallback-queue",
                    written.at(WorkflowFile.THEN),
                    "Nobody answered in '" + escalate.to() + "', and nothing says who is asked next.",
                    "Add 'to:' with another queue.");
        } else if (escalates && escalate.to().equals(to)) {
            findings.error(
                    "fallback-queue",
                    written.at(WorkflowFile.NEXT),
                    "'" + to + "' is the queue in which nobody answered.",
                    "Name another queue.");
        } else if (!escalates && (written.has(WorkflowFile.NEXT) || written.has(WorkflowFile.NEXT_WITHIN))) {
            findings.error(
                    "fallback-queue",
                    written.at(written.has(WorkflowFile.NEXT) ? WorkflowFile.NEXT : WorkflowFile.NEXT_WITHIN),
                    "Nothing goes to another queue, because 'then' does not escalate.",
                    "Add 'then: escalate', or remove it.");
        }
        return escalate;
    }

    /**
     * Over the meaning of the workflow and of the parts of the catalog that it uses. The reasons, the category and the
     * answer to the challenge count: they are what a reviewer approved.
     */
    private String digest(Workflow workflow) {
        Canonical canonical = new Canonical()
                .put("remit-contract", 1)
                .put("meaning", Canonical.of(workflow).text());
        Category category = values.get(WorkflowFile.CATEGORY);
        canonical.put("category", category == null ? "" : category.label());
        Values challenged = values.get(WorkflowFile.CHALLENGED);
        if (challenged != null) {
            canonical
                    .put("challenged_by", challenged.get(WorkflowFile.BY, ""))
                    .put("challenged_why", challenged.get(WorkflowFile.WHY, ""));
        }
        Map<String, Map<String, String>> owners = new TreeMap<>();
        for (Draft.Use use : draft.uses) {
            Source source = draft.source(use.resource());
            String owner =
                    source == null ? null : source.owners().of(use.field().dataClass());
            owners.computeIfAbsent(use.resource().source(), name -> new TreeMap<>())
                    .put(use.field().dataClass().label(), owner == null ? "" : owner);
        }
        owners.forEach((name, byClass) -> {
            Source source = catalog.catalog().sources().get(name);
            canonical.putSource(
                    name, source == null ? "" : source.connect().zone().getId(), byClass);
        });
        return canonical.digest();
    }
}
