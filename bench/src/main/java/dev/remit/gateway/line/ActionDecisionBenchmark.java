package dev.remit.gateway.line;

import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.ActionDecision;
import dev.remit.core.decision.Read;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.grant.Assurance;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Spending;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.tool.ActionArguments;
import dev.remit.gateway.tool.ActionArguments.Read.Told;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What deciding about one call of an action costs the gateway, without what a source or a disk takes: its arguments read
 * against their schema, four facts made of the source's rows, conditions and the approval's rule in CEL over arguments, grant
 * and facts, and four budgets taken. A call is decided twice before it is done: this is once.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class ActionDecisionBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    private static final String CATALOG = """
        source: shop
        tenant: acme
        subject: customer
        connect:
          jdbc: "jdbc:postgresql://127.0.0.1/none"
          read: { user: reader, password: "${env:BENCH_PASSWORD}" }
          write: { user: writer, password: "${env:BENCH_PASSWORD}", operations: operations }
        owners: { "*": data@shop.example }
        resources:
          customer:
            table: customers
            scope: { subject: customer_id }
            key: customer_id
            fields:
              customer_id: { class: account, kind: id, required: true }
              email: { class: personal, kind: email, required: true }
          order:
            table: orders
            scope: { subject: customer_id }
            key: order_no
            find_by: [order_no]
            fields:
              order_no: { class: activity, required: true }
              status: { class: activity, required: true }
              total: { class: financial, type: decimal, kind: amount, required: true }
              placed_at: { class: activity, type: timestamp, required: true }
          item:
            table: items
            scope: { subject: customer_id }
            key: item_id
            find_by: [order_no, item_id]
            fields:
              item_id: { class: activity, required: true }
              order_no: { class: activity, required: true }
              price: { class: financial, type: decimal, kind: amount, required: true }
          payment_method:
            table: payment_methods
            scope: { subject: customer_id }
            key: method_id
            find_by: [method_id]
            fields:
              method_id: { class: financial, required: true }
              source: { class: financial, required: true }
        actions:
          return_items:
            description: Takes items of an order back and pays for them.
            effect: write
            on: order
            arguments:
              items: { list: 20 }
              method: { of: payment_method }
              reason: { choices: [broken, wrong item, too late, not wanted] }
              note: { kind: text, longest: 500, optional: true }
            facts:
              refund: { sum: item.price, where: { order_no: args.order_no, item_id: args.items } }
            statement: >-
              UPDATE orders SET status = 'returned', refund = :refund, method = :method, reason = :reason, note = :note,
              items = :items WHERE order_no = :order_no AND customer_id = :subject
        """;

    private static final String CONTRACT = """
        workflow: returns
        purpose: Take back what customers do not want.
        owner: support-lead@shop.example
        need: The answer is about this customer's own order; no public page has it.
        category: orders
        agents: [bench-agent]
        verify: { by: [[email]], attempts: 3 }
        data:
          order:
            limit: 20
            fields:
              order_no: name the order
              status: the question itself
        actions:
          return_items:
            why: what arrived broken is paid back
            facts:
              ordered: { values: item.item_id, where: { order_no: args.order_no } }
            when: >-
              order.status == 'delivered' && now - order.placed_at < duration('2160h')
              && ordered.containsAll(args.items) && refund <= order.total
              && (method.source == 'original' || args.reason != 'not wanted') && grant.tenant == 'acme'
            approve: { if: "refund > 500.0", by: approver, within: 30m }
            budget:
              - { most: 20, per: grant }
              - { most: 1000, of: refund, per: customer, within: 24h }
              - { most: 100000, of: refund, per: workflow, within: 24h }
              - { most: 500, per: agent, within: 1h }
        boundary:
          refuse: { "*": "I cannot look that up." }
        """;

    /** How many items the order has; the call names half of them. */
    @Param({"2", "10"})
    public int items;

    private @Nullable Version version;
    private @Nullable ActionGrant grant;
    private @Nullable ObjectNode given;
    private final KeyedHash hash = new KeyedHash(new SecretKeySpec(new byte[32], "HmacSHA256"));
    private final Spending spending = new Spending();
    private final Acting acting = new Acting(new Shaper(new byte[32]));
    private final ConversationFacts conversation = new ConversationFacts(
            "conversation",
            "bench-agent",
            null,
            "returns",
            "acme",
            null,
            Assurance.CLAIMED,
            "C-00001",
            NOW,
            NOW.plus(Duration.ofHours(1)),
            Usage.NONE,
            Set.of(),
            false);

    @Setup
    public void serve() throws IOException {
        Path folder = Files.createTempDirectory("remit-bench");
        Files.createDirectories(folder.resolve("catalog"));
        Files.createDirectories(folder.resolve("workflows"));
        Files.writeString(folder.resolve("remit.yaml"), "data: data\n");
        Files.writeString(folder.resolve("catalog/shop.yaml"), CATALOG);
        Files.writeString(folder.resolve("workflows/returns.yaml"), CONTRACT);
        if (!(new Folder(folder).load() instanceof Folder.Loaded.Accepted accepted)) {
            throw new IllegalStateException("the configuration is refused: " + new Folder(folder).load());
        }
        version = new Version(accepted.contracts(), Map.of("shop", new Shelf(items)), FreeText.of(List.of()), null);
        Workflow workflow = accepted.contracts().workflows().firstEntry().getValue();
        grant = workflow.actions().get("return_items");
        StringBuilder named = new StringBuilder();
        for (int i = 0; i < Math.max(1, items / 2); i++) {
            named.append(i == 0 ? "" : ",").append("\"I-").append(i).append('"');
        }
        given = (ObjectNode) JsonMapper.shared()
                .readTree("{\"order_no\":\"O-1\",\"items\":[" + named
                        + "],\"method\":\"PM-1\",\"reason\":\"broken\",\"note\":\"The box was open.\"}");
        if (!(decide() instanceof ActionDecision.Allow)) {
            throw new IllegalStateException("not allowed, so not all of it is measured: " + decide());
        }
    }

    /** Rows in memory, of the order, its items and the payment method. */
    private record Shelf(int items) implements Reader {
        @Override
        public ReadResult read(Read read) {
            return switch (read.resource().name()) {
                case "order" ->
                    new ReadResult.Rows(
                            List.of(row(
                                    read,
                                    Map.of(
                                            "order_no",
                                            "O-1",
                                            "status",
                                            "delivered",
                                            "total",
                                            new BigDecimal("400.00"),
                                            "placed_at",
                                            NOW.minus(Duration.ofDays(10))))),
                            List.of("O-1"),
                            null);
                case "payment_method" ->
                    new ReadResult.Rows(
                            List.of(row(read, Map.of("method_id", "PM-1", "source", "original"))),
                            List.of("PM-1"),
                            null);
                default -> {
                    List<List<@Nullable Object>> rows = new ArrayList<>();
                    List<Object> keys = new ArrayList<>();
                    for (int i = 0; i < items; i++) {
                        keys.add("I-" + i);
                        rows.add(row(
                                read,
                                Map.of("item_id", "I-" + i, "order_no", "O-1", "price", new BigDecimal("19.99"))));
                    }
                    yield new ReadResult.Rows(rows, keys, null);
                }
            };
        }

        private static List<@Nullable Object> row(Read read, Map<String, Object> values) {
            List<@Nullable Object> row = new ArrayList<>();
            read.columns().forEach(column -> row.add(values.get(column.name())));
            return row;
        }

        @Override
        public SubjectResult subjects(SubjectQuery query) {
            throw new IllegalStateException("nobody is verified here");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Benchmark
    public ActionDecision decide() {
        ActionGrant granted = Objects.requireNonNull(grant);
        if (!(ActionArguments.read(granted, Objects.requireNonNull(given)) instanceof Told told)) {
            throw new IllegalStateException("the arguments are refused");
        }
        Acting.Job job =
                new Acting.Job(Objects.requireNonNull(version), granted, conversation, told.values(), "returns");
        if (!(acting.judge(job, NOW) instanceof Acting.Judged.Decided decided)) {
            throw new IllegalStateException("not decided");
        }
        List<Spending.Bounded> claims = Claims.of(granted, conversation, told.values(), decided.values(), hash, NOW);
        List<Operation.Claim> taken = new ArrayList<>();
        Objects.requireNonNull(claims).forEach(claim -> taken.add(claim.claim()));
        List<Change> changes = spending.reserve(claims, NOW, all -> all);
        if (changes == null) {
            throw new IllegalStateException("a budget has no room");
        }
        spending.giveBack(taken, NOW, all -> all); // else the budgets would be used up
        return decided.decision();
    }
}
