package dev.remit.gateway.trail;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.record.DisclosedFacts;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks, and writes down that somebody asked before it answers. An access to a customer's records is itself one of the
 * records of that customer, sealed under the customer's key; customers and cases are named nowhere else in it. A customer
 * of whom there is nothing gets no key by being asked for.
 */
final class RecordedAudit implements Audit {
    /** After that many characters a part of an export ends, whatever its limit says. */
    private static final int LONGEST_PART = 4 << 20;

    private final Trail trail;
    private final String role;
    private final String who;
    private final CallContext context;

    RecordedAudit(Trail trail, String role, String who, CallContext context) {
        this.trail = trail;
        this.role = role;
        this.who = who;
        this.context = context;
    }

    @Override
    public Page search(Query query, Disclosure disclosure) {
        long unindexed = trail.unindexed();
        List<Row> rows = trail.index().find(query);
        Page page = new Page(
                trail.opened(rows), rows.size() < query.limit() ? null : Query.Place.of(rows.getLast()), unindexed);
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put("asked", asked(query, !rows.isEmpty()) + subjects(disclosure));
        facts.put("found", rows.size());
        write("ledger.search", facts, rows.isEmpty() ? null : query.customer());
        return page;
    }

    @Override
    public Accesses accesses(Range range) {
        long unindexed = trail.unindexed();
        Accesses accesses = trail.index()
                .accesses(range.customer(), range.since(), range.until())
                .missing(unindexed);
        SequencedMap<String, Object> facts = new TreeMap<>();
        StringJoiner asked = new StringJoiner(" ");
        asked.add("customer");
        add(asked, "since", range.since(), true);
        add(asked, "until", range.until(), true);
        facts.put("asked", asked.toString());
        facts.put("found", accesses.count());
        write("ledger.accesses", facts, accesses.count() == 0 ? null : range.customer());
        return accesses;
    }

    @Override
    public Optional<Records.Opened> show(String reference) {
        OptionalLong place = trail.place(reference);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Records.Opened opened = trail.records().read(place.getAsLong());
        about("ledger.show", opened, null);
        return Optional.of(opened);
    }

    @Override
    public Optional<String> payload(String reference) {
        OptionalLong place = trail.place(reference);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> payload = trail.records().payload(place.getAsLong());
        if (payload.isPresent()) {
            about("ledger.show", trail.records().read(place.getAsLong()), "payload");
        }
        return payload;
    }

    @Override
    public Optional<byte[]> prove(String reference) {
        OptionalLong place = trail.place(reference);
        Optional<byte[]> proof = place.isEmpty() ? Optional.empty() : trail.proof(place.getAsLong());
        if (proof.isPresent()) {
            SequencedMap<String, Object> facts = new TreeMap<>();
            facts.put("entry", place.getAsLong());
            write("ledger.prove", facts, null);
        }
        return proof;
    }

    /** What is handed out names the customer as {@link #show} does, so it is recorded as that is. */
    @Override
    public Optional<byte[]> disclose(String reference, Set<String> names) {
        OptionalLong place = trail.place(reference);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Optional<DisclosedFacts> shown = trail.records().disclose(place.getAsLong(), names);
        if (shown.isPresent()) {
            StringJoiner asked = new StringJoiner(" ");
            shown.get().facts().forEach(fact -> asked.add(fact.name()));
            about("ledger.disclose", trail.records().read(place.getAsLong()), asked.toString());
        }
        return shown.map(DisclosedFacts::encode);
    }

    @Override
    public Lines export(Part part, Disclosure disclosure) {
        long to = Math.min(part.to(), trail.records().size());
        Instant since = part.since();
        if (since != null) {
            trail.unindexed();
        }
        long from = since == null
                ? part.from()
                : Math.max(part.from(), trail.index().firstSince(since).orElse(to));
        StringBuilder text = new StringBuilder();
        long at = from;
        for (; at < to && at - from < part.limit() && text.length() < LONGEST_PART; at++) {
            text.append(part.format().line(trail.records().read(at), disclosure))
                    .append('\n');
        }
        int count = (int) Math.max(0, at - from);
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put(
                "asked",
                "from=" + from + " to=" + at + " format=" + part.format().label() + subjects(disclosure));
        facts.put("found", count);
        write("ledger.export", facts, null);
        return new Lines(text.toString(), count, at < to ? at : null, to);
    }

    /** Says nothing of any record, so asking for it is none. */
    @Override
    public State status() {
        return new State(
                trail.records().size(),
                trail.index().next(),
                trail.indexer().failure(),
                trail.reindex().status());
    }

    private void about(String event, Records.Opened opened, @Nullable String asked) {
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put("entry", opened.sequence());
        if (asked != null) {
            facts.put("asked", asked);
        }
        Query.Customer customer = null;
        if (opened instanceof Records.Opened.Clear clear) {
            String tenant = clear.fact("tenant");
            String subject = clear.fact("subject");
            customer = tenant == null || subject == null ? null : new Query.Customer(tenant, subject);
        }
        write(event, facts, customer);
    }

    private void write(String event, SequencedMap<String, Object> facts, Query.@Nullable Customer customer) {
        facts.put(role, who);
        facts.put("wire", context.wire());
        if (context.traceParent() != null) {
            facts.put("trace", context.traceParent());
        }
        Entry.About about = customer == null ? null : new Entry.About(customer.tenant(), customer.subject());
        try {
            trail.recorder()
                    .write(new Entry(context.correlationId(), trail.clock().instant(), event, facts, about), List.of());
        } catch (RecordException e) {
            throw new TrailException(
                    TrailException.Code.NOT_RECORDED,
                    "It could not be put on record that you asked, so there is no answer. Try again later.",
                    e);
        }
    }

    /**
     * What was asked for, without the values that are customers' own.
     *
     * @param known whether the names are ones that the index knows; any other text may be anything
     */
    private static String asked(Query query, boolean known) {
        StringJoiner asked = new StringJoiner(" ");
        add(asked, "customer", query.customer(), false);
        add(asked, "case", query.caseId(), false);
        add(asked, "agent", query.agent(), known);
        add(asked, "account", query.account(), known);
        add(asked, "workflow", query.workflow(), known);
        add(asked, "event", query.event(), known);
        add(asked, "action", query.action(), known);
        add(asked, "decision", query.decision(), known);
        add(asked, "reason", query.reason(), known);
        add(asked, "grant", query.grant(), known);
        add(asked, "conversation", query.conversation(), known);
        add(asked, "id", query.id(), known);
        add(asked, "since", query.since(), true);
        add(asked, "until", query.until(), true);
        return asked.toString();
    }

    private static void add(StringJoiner asked, String name, @Nullable Object value, boolean shown) {
        if (value != null) {
            asked.add(shown ? name + "=" + value : name);
        }
    }

    private static String subjects(Disclosure disclosure) {
        return disclosure == Disclosure.WITH_SUBJECTS ? " with_subjects" : "";
    }
}
