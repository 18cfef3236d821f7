package dev.remit.core.contract;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Handling;
import dev.remit.core.finding.Location;
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

/** What may stand in {@code workflows/*.yaml}. */
final class WorkflowFile {
    private static final Shape<String> NAME = Shapes.text(
            "a name: lower-case letters, digits, '_' and '-', a letter first",
            Pattern.compile("[a-z][a-z0-9_-]{0,62}"),
            63);
    private static final Shape<String> AGENT_NAME = Shapes.text(
            "an agent's name: lower-case letters, digits, '.', '_' and '-', a letter first",
            Pattern.compile("[a-z][a-z0-9._-]{0,62}"),
            63);
    private static final Shape<String> CATALOG_NAME = Shapes.text(
            "a name of the catalog: lower-case letters, digits and '_', a letter first",
            Pattern.compile("[a-z][a-z0-9_]{0,62}"),
            63);
    private static final Shape<String> PERSON = Shapes.text(254);

    static final Key<String> WORKFLOW = Key.required("workflow", NAME, "The workflow's name.");
    static final Key<String> PURPOSE =
            Key.required("purpose", Shapes.text(1_000), "What the workflow does, for whom, in a sentence.");
    static final Key<String> OWNER = Key.required("owner", PERSON, "Who answers for the workflow.");
    static final Key<String> NEED = Key.optional(
            "need",
            Shapes.anyText(1_000),
            "Why the job cannot be done without customer data. A contract that grants any has to say it.");
    static final Key<Category> CATEGORY = Key.optional(
            "category",
            Shapes.choice(Category.values(), Category::label),
            "What kind of work it is. Some kinds rarely need customer records, and are challenged when they ask.");

    static final Key<String> BY = Key.required("by", PERSON, "Who answered the challenge.");
    static final Key<String> WHY = Key.required("why", Shapes.text(1_000), "Why the data is needed all the same.");
    static final Key<Values> CHALLENGED = Key.optional(
            "challenged",
            ObjectShape.of("the answer to the challenge", BY, WHY),
            "The answer where a workflow of a kind that rarely needs customer records asks for them.");

    static final Key<Phase> PHASE = Key.optional("phase", phase(), "How far it is rolled out; general unless said.");
    static final Key<List<Located<String>>> AGENTS = Key.optional(
            "agents", Shapes.list(AGENT_NAME, 0, 1_000), "The agents that may open a grant for this workflow.");

    static final Key<List<Located<List<Located<String>>>>> VERIFY_BY = Key.required(
            "by",
            Shapes.list(Shapes.list(CATALOG_NAME, 1, 5), 1, 8),
            "Alternatives; each a list of the customer's fields that together match exactly one customer.");
    static final Key<Integer> ATTEMPTS =
            Key.optional("attempts", Shapes.integer(1, 10), "Failed attempts allowed per grant; 3 unless said.");
    static final Key<Integer> ATTEMPTS_PER_VALUE = Key.optional(
            "attempts_per_value",
            Shapes.integer(1, 1_000),
            "Failed attempts allowed per agent and claimed value in an hour; 10 unless said.");
    static final Key<Integer> ATTEMPTS_PER_AGENT = Key.optional(
            "attempts_per_agent",
            Shapes.integer(1, 100_000),
            "Failed attempts allowed per agent in an hour; 100 unless said.");
    static final Key<Values> VERIFY = Key.optional(
            "verify",
            ObjectShape.of("a verification", VERIFY_BY, ATTEMPTS, ATTEMPTS_PER_VALUE, ATTEMPTS_PER_AGENT),
            "How the customer is found by what the caller says.");

    static final Key<String> CASE_RESOURCE =
            Key.required("resource", CATALOG_NAME, "The resource that holds the cases.");
    static final Key<String> LIVE =
            Key.required("live", Shapes.text(4_096), "The rule that a live case satisfies, in CEL.");
    static final Key<Boolean> BINDS = Key.optional(
            "binds", Shapes.bool(), "Whether the case's customer becomes the grant's customer; false unless said.");
    static final Key<Values> CASE = Key.optional(
            "case", ObjectShape.of("a case", CASE_RESOURCE, LIVE, BINDS), "The live case that a grant demands.");

    private static final Key<Handling> HANDLING = Key.optional(
            "handling",
            Shapes.choice(Handling.values(), Handling::label),
            "How the value is released; the default of its class unless said.");
    private static final Key<String> FIELD_WHY =
            Key.required("why", Shapes.anyText(500), "Why the job needs this field.");
    static final Key<String> ROWS = Key.optional("rows", Shapes.text(4_096), "Which rows, in CEL; all unless said.");
    static final Key<Integer> LIMIT =
            Key.optional("limit", Shapes.integer(1, 1_000), "The most rows that one call returns; 20 unless said.");
    static final Key<List<Named<FieldText>>> FIELDS = Key.required(
            "fields", Shapes.named(CATALOG_NAME, field(), 1, 500), "The fields granted, each with the reason for it.");
    static final Key<List<Named<Values>>> DATA = Key.optional(
            "data",
            Shapes.named(CATALOG_NAME, ObjectShape.of("a resource's grant", ROWS, LIMIT, FIELDS), 0, 100),
            "What the workflow may read.");

    static final Key<Duration> GRANT = Key.optional(
            "grant",
            Shapes.duration(Duration.ofSeconds(10), Duration.ofMinutes(60)),
            "How long one grant lives; 15m unless said.");
    static final Key<Duration> CONVERSATION = Key.optional(
            "conversation",
            Shapes.duration(Duration.ofSeconds(10), Duration.ofHours(24)),
            "How long a conversation lives, renewals included; 8h unless said.");
    static final Key<Integer> CALLS =
            Key.optional("calls", Shapes.integer(1, 100_000), "Calls per conversation; 60 unless said.");
    static final Key<Integer> ROWS_LIMIT =
            Key.optional("rows", Shapes.integer(1, 1_000_000), "Rows released per conversation; 200 unless said.");
    static final Key<Long> BYTES = Key.optional(
            "bytes", Shapes.size(1L << 10, 1L << 30), "Bytes released per conversation; 1MiB unless said.");
    static final Key<Integer> MISSES =
            Key.optional("misses", Shapes.integer(1, 1_000), "Answers 'not found' per conversation; 10 unless said.");
    static final Key<Integer> CALLS_PER_MINUTE = Key.optional(
            "calls_per_minute", Shapes.integer(1, 100_000), "Calls per minute and conversation; 60 unless said.");
    static final Key<Integer> GRANTS_PER_HOUR = Key.optional(
            "grants_per_hour", Shapes.integer(1, 1_000_000), "Grants per agent and hour; 1000 unless said.");
    static final Key<Integer> SUBJECTS_PER_HOUR = Key.optional(
            "subjects_per_hour",
            Shapes.integer(1, 1_000_000),
            "Distinct customers per agent and hour; 500 unless said.");
    static final Key<Values> LIMITS = Key.optional(
            "limits",
            ObjectShape.of(
                    "the limits",
                    GRANT,
                    CONVERSATION,
                    CALLS,
                    ROWS_LIMIT,
                    BYTES,
                    MISSES,
                    CALLS_PER_MINUTE,
                    GRANTS_PER_HOUR,
                    SUBJECTS_PER_HOUR),
            "Budgets and rates.");

    static final Key<List<Located<List<Located<DataClass>>>>> APART = Key.optional(
            "apart",
            Shapes.list(Shapes.list(Shapes.choice(DataClass.values(), DataClass::label), 2, 12), 0, 20),
            "Sets of classes; one conversation is served only one class of each.");

    static final Key<Duration> RECORDS_KEPT = Key.optional(
            "records",
            Shapes.duration(Retention.SHORTEST, Retention.LONGEST),
            "How long a record can be read: who asked for what, and what was decided; 365d unless said.");
    static final Key<Duration> PAYLOADS_KEPT = Key.optional(
            "payloads",
            Shapes.duration(Retention.SHORTEST, Retention.LONGEST),
            "How long what was said and answered can be read, where it is recorded; 30d unless said.");
    static final Key<Values> RETENTION = Key.optional(
            "retention",
            ObjectShape.of("the retention", RECORDS_KEPT, PAYLOADS_KEPT)
                    .unsupported("conversation", "How long the state of an ended conversation is kept."),
            "How long what a call leaves behind can be read. That there was a call stays provable.");

    static final Map<Boundary.Edge, Key<String>> WORDS = words();
    static final Key<String> OTHER_WORDS =
            Key.optional("*", Shapes.text(1_000), "What to say at every boundary not named.");
    static final Key<Values> REFUSE = Key.required("refuse", refuse(), "What the agent is given to say.");
    static final Key<Values> BOUNDARY =
            Key.optional("boundary", ObjectShape.of("the boundary", REFUSE), "What happens where the workflow ends.");

    static final Key<String> SAY =
            Key.required("say", Shapes.text(1_000), "What the agent is given to say to its customer.");
    static final Key<Fallback.Then> THEN = Key.optional(
            "then",
            Shapes.choice(Fallback.Then.values(), Fallback.Then::label),
            "What comes after: refuse, or escalate to a person; refuse unless said.");
    static final Key<String> NEXT = Key.optional(
            "to",
            EscalateKeys.QUEUE,
            "With 'then: escalate', the queue that is asked next; not the one of 'escalate'.");
    static final Key<Duration> NEXT_WITHIN = Key.optional(
            "within",
            EscalateKeys.SOON,
            "With 'then: escalate', how soon that queue should answer; as long as under 'escalate' unless said.");
    static final Map<Fallback.Cause, Key<Values>> FALLBACKS = fallbacks();
    static final Key<Values> FALLBACK = Key.optional(
            "fallback",
            ObjectShape.of("the fallbacks", new ArrayList<Key<?>>(FALLBACKS.values())),
            "What happens when something that the workflow needs cannot answer.");

    static final Key<Payloads> PAYLOADS = Key.optional(
            "payloads",
            Shapes.choice(Payloads.values(), Payloads::label),
            "What is kept of what went in and came out: nothing, a redacted form, or all of it; redacted unless said.");
    static final Key<Values> RECORD =
            Key.optional("record", ObjectShape.of("the record", PAYLOADS), "What a call leaves on record.");

    static final Key<Unsourced> UNSOURCED = Key.optional(
            "unsourced",
            Shapes.choice(Unsourced.values(), Unsourced::label),
            "What becomes of an identifier in an answer that comes from nowhere: redact, or keep; redact unless said.");
    static final Key<Values> OUTPUT = Key.optional(
            "output",
            ObjectShape.of("the output", UNSOURCED),
            "What may go out to the customer, where the gateway checks answers ('guard' in privacy.yaml).");

    static final ObjectShape SHAPE = ObjectShape.of(
                    "a workflow",
                    WORKFLOW,
                    PURPOSE,
                    OWNER,
                    NEED,
                    CATEGORY,
                    CHALLENGED,
                    PHASE,
                    AGENTS,
                    VERIFY,
                    CASE,
                    DATA,
                    ActionKeys.ACTIONS,
                    LIMITS,
                    APART,
                    RETENTION,
                    BOUNDARY,
                    FALLBACK,
                    EscalateKeys.ESCALATE,
                    RECORD,
                    OUTPUT)
            .unsupported("models", "Which models may see the data.")
            .unsupported("measures", "How success is measured.")
            .unsupported("review", "Which answers a person reviews.");

    private WorkflowFile() {}

    /**
     * A field's grant as it is written.
     *
     * @param why null where it is missing, which has been reported
     */
    record FieldText(
            @Nullable Handling handling,
            Location handlingAt,
            @Nullable String why,
            Location whyAt) {}

    private static Shape<FieldText> field() {
        return Shapes.either(
                Shapes.anyText(500),
                why -> new FieldText(null, why.at(), why.value(), why.at()),
                ObjectShape.of("a field's grant", HANDLING, FIELD_WHY)
                        .unsupported("use", "Whether it may be shown, verified or decided with.")
                        .unsupported("fresh", "How old it may be."),
                full -> new FieldText(
                        full.value().get(HANDLING),
                        full.value().at(HANDLING),
                        full.value().get(FIELD_WHY),
                        full.value().at(FIELD_WHY)));
    }

    private static Shape<Phase> phase() {
        SequencedMap<String, Phase> words = new LinkedHashMap<>();
        words.put("off", Phase.OFF);
        words.put("general", Phase.GENERAL);
        return Shapes.choice(words, List.of("shadow", "pilot"));
    }

    private static Map<Fallback.Cause, Key<Values>> fallbacks() {
        Map<Fallback.Cause, Key<Values>> keys = new LinkedHashMap<>();
        for (Fallback.Cause cause : Fallback.Cause.values()) {
            String what = switch (cause) {
                case SOURCE_DOWN -> "a system of record cannot be reached";
                case SOURCE_SLOW -> "a system of record takes too long";
                case DETECTOR_DOWN -> "a value cannot be made safe to release";
                case NOBODY_ANSWERS -> "nobody takes an escalation, or decides about an approval, in time";
            };
            ObjectShape shape = cause == Fallback.Cause.NOBODY_ANSWERS
                    ? ObjectShape.of("a fallback", SAY, THEN, NEXT, NEXT_WITHIN)
                    : ObjectShape.of("a fallback", SAY, THEN);
            keys.put(cause, Key.optional(cause.label(), shape, "What happens when " + what + "."));
        }
        return keys;
    }

    private static Map<Boundary.Edge, Key<String>> words() {
        Map<Boundary.Edge, Key<String>> keys = new LinkedHashMap<>();
        for (Boundary.Edge edge : Boundary.Edge.values()) {
            keys.put(
                    edge,
                    Key.optional(
                            edge.label(), Shapes.text(1_000), "What to say where it ends with " + edge.label() + "."));
        }
        return keys;
    }

    private static ObjectShape refuse() {
        List<Key<?>> keys = new ArrayList<>(WORDS.values());
        keys.add(OTHER_WORDS);
        return ObjectShape.of("the words of refusal", keys);
    }
}
