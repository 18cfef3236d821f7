package dev.remit.gateway.trail;

import dev.remit.gateway.key.KeyedHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.crypto.spec.SecretKeySpec;

/** Records in memory; what is read is counted, and can be made to wait or to fail. */
final class MemoryRecords implements Records {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    final AtomicLong reads = new AtomicLong();
    private final List<Opened> all = new CopyOnWriteArrayList<>();
    private volatile LongConsumer before = sequence -> {};

    static HashedNames names() {
        return new HashedNames(new KeyedHash(new SecretKeySpec(new byte[32], "HmacSHA256")));
    }

    /** What happens before a record is read. */
    void beforeReading(LongConsumer what) {
        before = what;
    }

    /** One more, a second after the one before. */
    Opened.Clear add(Map<String, Object> facts) {
        return add(START.plusSeconds(all.size()), facts);
    }

    Opened.Clear add(Instant at, Map<String, Object> facts) {
        long sequence = all.size();
        Opened.Clear clear = clear(sequence, at, facts);
        all.add(clear);
        return clear;
    }

    static Opened.Clear clear(long sequence, Instant at, Map<String, Object> facts) {
        return new Opened.Clear(sequence, "id-" + sequence, at, 30, new TreeMap<>(facts), "0123456789abcdef");
    }

    /** What a call for a customer says. */
    static Map<String, Object> call(String subject, String agent, String decision) {
        Map<String, Object> facts = new TreeMap<>(Map.of(
                "event",
                "call",
                "agent",
                agent,
                "workflow",
                "order-help",
                "decision",
                decision,
                "tenant",
                "acme",
                "subject",
                subject,
                "resource",
                "order",
                "fields",
                "order_no status",
                "grant",
                "g-" + subject,
                "conversation",
                "c-" + subject));
        facts.put("case", "T-" + subject);
        if (decision.equals("deny")) {
            facts.put("reason", "budget_calls");
        } else {
            facts.put("outcome", "released");
        }
        return facts;
    }

    /** What the record of an action's outcome says. */
    static Map<String, Object> acted(String subject, String action, String outcome) {
        Map<String, Object> facts = call(subject, "helper", "allow");
        facts.keySet().removeAll(List.of("resource", "fields"));
        facts.putAll(Map.of("event", "action.outcome", "action", action, "outcome", outcome));
        return facts;
    }

    void erase(long sequence) {
        Opened one = all.get((int) sequence);
        all.set((int) sequence, new Opened.Erased(one.sequence(), one.id(), one.at()));
    }

    /** Their rows from a place on. */
    List<Row> rows(HashedNames names, long from) {
        return all.stream().skip(from).map(names::row).toList();
    }

    @Override
    public long size() {
        return all.size();
    }

    @Override
    public Opened read(long sequence) {
        before.accept(sequence);
        reads.incrementAndGet();
        return all.get((int) sequence);
    }
}
