package dev.remit.gateway.desk;

import dev.remit.core.contract.Workflow;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.line.Person;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.FactSet;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.trail.Audit;
import dev.remit.gateway.trail.Disclosure;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.Records.Opened;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people put on record at the desk: corrections and incidents. They are kept nowhere else. What is said of one
 * customer is sealed under that customer's key, and goes with it.
 */
final class Notes {
    private static final String CORRECTION = "correction";
    private static final String INCIDENT = "incident.open";

    /** So many pages of the ledger are read of one conversation. */
    private static final int PAGES = 5;

    private final Desk.Parts desk;
    private final Person person;
    private final CallContext context;

    Notes(Desk.Parts desk, Person person, CallContext context) {
        this.desk = desk;
        this.person = person;
        this.context = context;
    }

    /** Whom something is about, as far as it is known. */
    private record Whom(
            @Nullable String conversation,
            @Nullable String tenant,
            @Nullable String subject,
            @Nullable String workflow,
            @Nullable String agent) {
        Entry.@Nullable About about() {
            return tenant == null || subject == null ? null : new Entry.About(tenant, subject);
        }
    }

    SortedMap<String, Object> of(Operation operation) {
        Operation.What what = operation.what();
        SortedMap<String, Object> facts = who();
        facts.put("operation", operation.id());
        facts.put("action", what.action());
        facts.put("arguments", what.digest());
        facts.put("conversation", what.conversation());
        facts.put("tenant", what.tenant());
        facts.put("workflow", what.workflow());
        return facts;
    }

    Entry.@Nullable About about(Operation operation) {
        String subject = operation.what().subject();
        return subject == null ? null : new Entry.About(operation.what().tenant(), subject);
    }

    private SortedMap<String, Object> who() {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("account", person.account());
        facts.put("role", person.role());
        facts.put("wire", context.wire());
        return facts;
    }

    /** Durable on return; throws RecordException where it is not. */
    void write(String event, Map<String, Object> facts, Entry.@Nullable About about, @Nullable String workflow) {
        Workflow contract = workflow == null ? null : desk.serving().current().workflow(workflow);
        int keep = contract == null ? Entry.KEEP : days(contract.retention().records());
        desk.recorder()
                .write(
                        new Entry(
                                context.correlationId(),
                                desk.clock().instant(),
                                event,
                                FactSet.of(facts),
                                about,
                                keep,
                                Math.min(keep, Entry.PAYLOAD_KEEP),
                                null),
                        List.of());
    }

    private static int days(Duration duration) {
        return Math.toIntExact(
                Math.ceilDiv(duration.toSeconds(), Duration.ofDays(1).toSeconds()));
    }

    Told correct(Related related, String text) {
        Set<Whom> whom = whom(related);
        if (whom.isEmpty()) {
            return unknown();
        }
        if (whom.stream().map(Whom::about).distinct().count() > 1) {
            return new Told.No(DeskProblems.problem(
                    "ambiguous", 409, "That names several customers. Name one conversation or operation.", context));
        }
        Whom one = whom.iterator().next();
        SortedMap<String, Object> facts = who();
        facts.put("text", text);
        related(related, facts);
        put(facts, "conversation", one.conversation());
        put(facts, "tenant", one.tenant());
        put(facts, "workflow", one.workflow());
        put(facts, "agent", one.agent());
        write(CORRECTION, facts, one.about(), one.workflow());
        return new Told.Answer(DeskJson.object().put("correction", context.correlationId()));
    }

    private Told unknown() {
        return new Told.No(DeskProblems.problem(
                "unknown_reference",
                404,
                "Nothing is known or on record of what is named. Operations and conversations have the ids that"
                        + " the desk shows; of a grant, name its conversation.",
                context));
    }

    private static void put(Map<String, Object> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static void related(Related related, Map<String, Object> facts) {
        put(facts, "operations", joined(related.operations()));
        put(facts, "conversations", joined(related.conversations()));
        put(facts, "cases", joined(related.cases()));
    }

    private static @Nullable String joined(List<String> ids) {
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** Whom all of this is about; what nothing is known of is about nobody. */
    private Set<Whom> whom(Related related) {
        Set<Whom> found = new LinkedHashSet<>();
        for (String id : related.operations()) {
            Operation operation = desk.operations().get(id);
            if (operation != null) {
                found.add(whom(operation));
            }
        }
        for (String id : related.conversations()) {
            found.addAll(conversation(id));
        }
        for (String id : related.cases()) {
            found.addAll(told(query(null, id, null, null)));
        }
        return found;
    }

    private static Whom whom(Operation operation) {
        Operation.What what = operation.what();
        return new Whom(what.conversation(), what.tenant(), what.subject(), what.workflow(), what.agent());
    }

    /** What is still remembered, else what is on record. */
    private Set<Whom> conversation(String id) {
        Conversation live = desk.state().conversation(id);
        if (live != null) {
            var facts = live.facts();
            return Set.of(new Whom(id, facts.tenant(), facts.subject(), facts.workflow(), facts.agent()));
        }
        List<Operation> operations = desk.operations().of(id);
        return operations.isEmpty() ? told(query(id, null, null, null)) : Set.of(whom(operations.getFirst()));
    }

    /** Whom entries are about: those with a customer, where there are any. */
    private Set<Whom> told(Query query) {
        Set<Whom> all = ask().search(query, Disclosure.WITH_SUBJECTS).entries().stream()
                .filter(Opened.Clear.class::isInstance)
                .map(Opened.Clear.class::cast)
                .map(entry -> new Whom(
                        entry.fact("conversation"),
                        entry.fact("tenant"),
                        entry.fact("subject"),
                        entry.fact("workflow"),
                        entry.fact("agent")))
                .filter(whom -> whom.conversation() != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Whom> named = all.stream()
                .filter(whom -> whom.subject() != null && whom.agent() != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return named.isEmpty() ? all : named;
    }

    private Audit ask() {
        return desk.trail().asks("account", person.account(), context);
    }

    private static Query query(
            @Nullable String conversation,
            @Nullable String caseId,
            @Nullable String event,
            Query.@Nullable Place after) {
        return new Query(
                null,
                caseId,
                null,
                null,
                null,
                event,
                null,
                null,
                null,
                null,
                conversation,
                null,
                null,
                null,
                Query.MOST,
                after);
    }

    Told open(String title, @Nullable String text, Related related) {
        Set<Whom> whom = whom(related);
        if (whom.isEmpty()) {
            return unknown();
        }
        SortedMap<String, Object> facts = who();
        facts.put("title", title);
        put(facts, "text", text);
        related(related, facts);
        String about = whom.stream()
                .map(Whom::conversation)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" "));
        put(facts, "affected", about.isEmpty() ? null : about);
        Set<Entry.@Nullable About> customers = whom.stream().map(Whom::about).collect(Collectors.toSet());
        Whom first = whom.iterator().next();
        write(INCIDENT, facts, customers.size() == 1 ? first.about() : null, first.workflow());
        return new Told.Answer(DeskJson.object().put("incident", context.correlationId()));
    }

    Told incidents(int limit) {
        Query query = new Query(
                null, null, null, null, null, INCIDENT, null, null, null, null, null, null, null, null, limit, null);
        ObjectNode answer = DeskJson.object();
        ArrayNode incidents = answer.putArray("incidents");
        for (Opened entry : ask().search(query, Disclosure.WITH_SUBJECTS).entries()) {
            incidents.add(incident(entry));
        }
        return new Told.Answer(answer);
    }

    private static ObjectNode incident(Opened entry) {
        ObjectNode node = DeskJson.object()
                .put("incident", entry.id())
                .put("at", entry.at().toString());
        if (!(entry instanceof Opened.Clear clear)) {
            return node.put("erased", true);
        }
        node.put("title", clear.fact("title")).put("text", clear.fact("text")).put("account", clear.fact("account"));
        for (String list : List.of("operations", "conversations", "cases", "affected")) {
            DeskJson.names(list, words(clear.fact(list)), node);
        }
        return node;
    }

    private static List<String> words(@Nullable String joined) {
        return joined == null ? List.of() : Arrays.asList(joined.split(" ", -1));
    }

    Told incident(String id) {
        Opened entry = ask().show(id).orElse(null);
        if (!(entry instanceof Opened.Clear clear) || !INCIDENT.equals(clear.fact("event"))) {
            return new Told.No(DeskProblems.problem("unknown_incident", 404, "There is no such incident.", context));
        }
        ObjectNode answer = incident(entry);
        ArrayNode customers = answer.putArray("customers");
        boolean more = false;
        for (String conversation : words(clear.fact("affected"))) {
            more |= affected(conversation, customers);
        }
        return new Told.Answer(answer.put("more", more));
    }

    /** Which fields of whom were released in a conversation, and what was done; says whether there is more on record. */
    private boolean affected(String conversation, ArrayNode into) {
        Map<String, Set<String>> seen = new TreeMap<>();
        Map<String, ObjectNode> of = new LinkedHashMap<>();
        Query.Place after = null;
        boolean unindexed = false;
        for (int page = 0; page < PAGES; page++) {
            Audit.Page found = ask().search(query(conversation, null, null, after), Disclosure.WITH_SUBJECTS);
            unindexed |= found.unindexed() > 0;
            for (Opened each : found.entries()) {
                if (each instanceof Opened.Clear clear
                        && clear.fact("subject") != null
                        && clear.fact("agent") != null) {
                    String tenant = clear.fact("tenant");
                    String subject = clear.fact("subject");
                    String key = tenant + "/" + subject;
                    of.computeIfAbsent(
                            key,
                            unseen -> DeskJson.object()
                                    .put("tenant", tenant)
                                    .put("customer", subject)
                                    .put("conversation", conversation));
                    if ("released".equals(clear.fact("outcome"))) {
                        String resource = clear.fact("resource");
                        for (String field : words(clear.fact("fields"))) {
                            seen.computeIfAbsent(key, unseen -> new TreeSet<>())
                                    .add(resource == null ? field : resource + "." + field);
                        }
                    }
                }
            }
            after = found.next();
            if (after == null) {
                break;
            }
        }
        List<Operation> operations = desk.operations().of(conversation);
        of.forEach((key, customer) -> {
            DeskJson.names("fields", List.copyOf(seen.getOrDefault(key, Set.of())), customer);
            ArrayNode did = customer.putArray("operations");
            operations.forEach(operation -> did.add(DeskJson.line(operation)));
            into.add(customer);
        });
        return after != null || unindexed;
    }
}
