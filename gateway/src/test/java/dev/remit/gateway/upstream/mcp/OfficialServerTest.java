package dev.remit.gateway.upstream.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.CatalogCompiler;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.ResponseField;
import dev.remit.core.catalog.Source;
import dev.remit.core.catalog.Upstream;
import dev.remit.core.catalog.UpstreamUrl;
import dev.remit.core.decision.Read;
import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.template.Pointer;
import dev.remit.core.yaml.SourceText;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.mcp.Npm;
import dev.remit.gateway.source.Deed;
import dev.remit.gateway.source.Inspection;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.source.Written;
import dev.remit.gateway.upstream.Asking;
import dev.remit.gateway.upstream.Fetched;
import dev.remit.gateway.upstream.Outcome;
import dev.remit.gateway.upstream.ResponseShape;
import dev.remit.gateway.upstream.UpstreamReader;
import dev.remit.gateway.upstream.UpstreamWriter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of a server that is made with the official TypeScript package, in both forms of its answers. */
@Tag("node")
class OfficialServerTest {
    private static final ResponseShape REFUND = new ResponseShape(List.of(
            new ResponseField("refund_id", Pointer.of("/id"), FieldType.TEXT, true),
            new ResponseField("amount", Pointer.of("/amount"), FieldType.DECIMAL, true)));
    private static final ResponseShape NOTHING = new ResponseShape(List.of());

    /** The server as a process of its own. */
    private record Server(Process process, BufferedReader out, BufferedWriter in, Upstream upstream)
            implements AutoCloseable {
        static Server start(String form) throws IOException, InterruptedException {
            Npm.assumeInstalled("node");
            Npm.assumeInstalled("npm");
            Process process = new ProcessBuilder("node", "upstream.mjs", form)
                    .directory(Npm.install().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String port = Objects.requireNonNull(out.readLine(), "the server did not start");
            Upstream upstream = new Upstream(
                    UpstreamUrl.of("http://127.0.0.1:" + port.substring("port ".length()) + "/mcp"),
                    new Upstream.Auth.Bearer("${env:PAYMENTS}"),
                    true,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    1 << 20,
                    4);
            return new Server(process, out, process.outputWriter(StandardCharsets.UTF_8), upstream);
        }

        McpUpstream open(Map<String, String> pins) {
            return McpUpstream.open("payments", upstream, pins, reference -> "gateways-own", breaker());
        }

        SequencedMap<String, String> digests() {
            try (McpUpstream nothingPinned = open(Map.of())) {
                return ((McpUpstream.Listed.Tools) nothingPinned.list()).digests();
            }
        }

        String said() throws IOException {
            return Objects.requireNonNull(out.readLine(), "the server ended");
        }

        void tell(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
            assertThat(said()).isEqualTo("done " + line);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static Map<String, Object> refund(String order) {
        return Map.of("order_id", order, "amount", new BigDecimal("12.50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "events"})
    void aPinnedToolIsCalledAndItsDeclaredFieldsAreTaken(String form) throws IOException, InterruptedException {
        try (Server server = Server.start(form)) {
            SequencedMap<String, String> digests = server.digests();
            assertThat(digests.sequencedKeySet())
                    .containsExactly("refund_order", "list_orders", "just_text", "not_pinned");
            digests.remove("not_pinned");
            try (McpUpstream upstream = server.open(digests)) {
                assertThat(upstream.act("refund_order", refund("o1"), REFUND))
                        .isInstanceOfSatisfying(Outcome.Done.class, done -> {
                            assertThat(done.values().sequencedValues()).containsExactly("r-o1", new BigDecimal("12.5"));
                            assertThat(done.toString()).doesNotContain("s3cret-data", "Ignore");
                        });
                assertThat(server.said()).isEqualTo("refund o1 12.5 Bearer gateways-own");
                assertThat(upstream.fetch("refund_order", refund("o2"))).isInstanceOf(Fetched.Document.class);
                assertThat(server.said()).startsWith("refund o2");
                assertThat(upstream.act("just_text", null, NOTHING)).isInstanceOf(Outcome.Done.class);
                assertThat(upstream.act("just_text", null, REFUND))
                        .isInstanceOfSatisfying(
                                Outcome.Unknown.class,
                                unknown -> assertThat(unknown.reason())
                                        .contains("free text is not taken")
                                        .doesNotContain("s3cret-data"));
                assertThat(upstream.act("refund_order", refund("broken"), REFUND))
                        .isInstanceOfSatisfying(
                                Outcome.Unknown.class,
                                unknown -> assertThat(unknown.reason()).doesNotContain("s3cret-data"));
                assertThat(upstream.look())
                        .isInstanceOfSatisfying(
                                Asking.Look.Reached.class,
                                review -> assertThat(review.changed()).isEmpty());
            }
        }
    }

    @Test
    void aToolThatIsNotPinnedIsNeverCalled() throws IOException, InterruptedException {
        try (Server server = Server.start("json")) {
            SequencedMap<String, String> pins = server.digests();
            try (McpUpstream all = server.open(pins)) {
                assertThat(all.act("not_pinned", null, NOTHING)).isInstanceOf(Outcome.Done.class);
                assertThat(server.said()).isEqualTo("deleted");
            }
            pins.remove("not_pinned");
            try (McpUpstream upstream = server.open(pins)) {
                assertThat(upstream.act("not_pinned", null, NOTHING)).isInstanceOf(Outcome.NotSent.class);
                assertThat(upstream.fetch("not_pinned", null)).isInstanceOf(Fetched.Failed.class);
                server.tell("nothing was called before this line");
            }
        }
    }

    @Test
    void aToolThatDescribesItselfOtherwiseIsRefusedUntilItIsPinnedAnew() throws IOException, InterruptedException {
        try (Server server = Server.start("json")) {
            SequencedMap<String, String> reviewed = server.digests();
            try (McpUpstream upstream = server.open(reviewed)) {
                assertThat(upstream.act("refund_order", refund("o1"), REFUND)).isInstanceOf(Outcome.Done.class);
                assertThat(server.said()).startsWith("refund o1");
                server.tell("describe Refunds an order, and tells the customer's card number.");
                server.tell("forget");
                assertThat(upstream.act("refund_order", refund("o2"), REFUND)).isInstanceOf(Outcome.Refused.class);
                assertThat(upstream.act("refund_order", refund("o2"), REFUND))
                        .isInstanceOfSatisfying(
                                Outcome.NotSent.class,
                                sent -> assertThat(sent.reason())
                                        .contains("is not what was reviewed", "sha256:")
                                        .doesNotContain("card number"));
                assertThat(upstream.look())
                        .isInstanceOfSatisfying(
                                Asking.Look.Reached.class,
                                review -> assertThat(review.changed()).containsOnlyKeys("refund_order"));
            }
            try (McpUpstream upstream = server.open(server.digests())) {
                assertThat(upstream.act("refund_order", refund("o3"), REFUND)).isInstanceOf(Outcome.Done.class);
                assertThat(server.said()).as("o2 never came").startsWith("refund o3");
            }
        }
    }

    @Test
    void aPinnedToolIsAnAction() throws IOException, InterruptedException {
        try (Server server = Server.start("json")) {
            Findings findings = new Findings();
            Catalog catalog = CatalogCompiler.compile(
                            List.of(new SourceText("payments.yaml", """
                                    source: payments
                                    tenant: acme
                                    connect: { mcp: "%s", private: true, tools: { refund_order: "%s" } }
                                    owners: { "*": data@shop.example }
                                    resources:
                                      order:
                                        scope: { subject: customer }
                                        key: no
                                        list: { tool: refund_order, items: /orders }
                                        fields: { no: { class: activity }, total: { class: activity, type: decimal } }
                                    actions:
                                      refund:
                                        description: Pays an order back.
                                        effect: write
                                        arguments: { order_no: { of: order } }
                                        facts: { paid: { sum: order.total, where: { no: args.order_no } } }
                                        tool:
                                          name: refund_order
                                          arguments: { order_id: "{args.order_no}", amount: "{facts.paid}" }
                                        result: { refund_id: { class: activity, at: /id, required: true } }
                                    """.formatted(
                                    server.upstream().url(), server.digests().get("refund_order")))),
                            findings)
                    .catalog();
            assertThat(findings.sorted()).isEmpty();
            Source source = Objects.requireNonNull(catalog.sources().get("payments"));
            Action action = Objects.requireNonNull(catalog.actions().get("refund"));
            Source.Connect.Mcp connect = (Source.Connect.Mcp) source.connect();
            try (McpUpstream upstream = server.open(connect.tools())) {
                UpstreamWriter writer = new UpstreamWriter(source, upstream);
                assertThat(writer.inspect(List.of(action)).unserved()).isEmpty();
                assertThat(writer.write(deed(action, "o1"), () -> Reason.STOPPED))
                        .isInstanceOf(Written.Undone.class);
                assertThat(writer.write(deed(action, "o2"), () -> null))
                        .isEqualTo(new Written.Done(Map.of("refund_id", "r-o2")));
                assertThat(server.said()).as("o1 never came").isEqualTo("refund o2 12.5 Bearer gateways-own");
                assertThat(writer.write(deed(action, "broken"), () -> null)).isInstanceOf(Written.Unknown.class);
                server.said();
                assertThat(writer.resolve(deed(action, "broken"))).isEqualTo(Writer.Resolution.UNKNOWN);
                server.tell("describe Refunds an order, and tells the customer's card number.");
                server.tell("forget");
                assertThat(writer.inspect(List.of(action)).unserved()).containsExactly("refund");
                assertThat(writer.write(deed(action, "o3"), () -> null))
                        .isInstanceOfSatisfying(
                                Written.Undone.class,
                                undone -> assertThat(undone.reason()).isEqualTo(Reason.SOURCE_UNAVAILABLE));
                server.tell("nothing was called before this line");
            }
        }
    }

    private static Deed deed(Action action, String order) {
        Map<String, Object> values = Map.of("order_no", order, "paid", new BigDecimal("12.50"));
        return new Deed(action, "op-" + order, "acme", "c1", values);
    }

    @Test
    void aReadOpensAForgottenSessionAnew() throws IOException, InterruptedException {
        try (Server server = Server.start("json");
                McpUpstream upstream = server.open(server.digests())) {
            assertThat(upstream.fetch("refund_order", refund("o1"))).isInstanceOf(Fetched.Document.class);
            server.said();
            server.tell("forget");
            assertThat(upstream.fetch("refund_order", refund("o2"))).isInstanceOf(Fetched.Document.class);
        }
    }

    @Test
    void aPinnedToolIsReadAsASource() throws IOException, InterruptedException {
        try (Server server = Server.start("events")) {
            Findings findings = new Findings();
            Catalog catalog = CatalogCompiler.compile(
                            List.of(new SourceText("erp.yaml", """
                                    source: erp
                                    tenant: acme
                                    connect: { mcp: "%s", private: true, tools: { list_orders: "%s" } }
                                    owners: { "*": data@shop.example }
                                    resources:
                                      order:
                                        scope: { subject: customer }
                                        key: no
                                        find_by: [no]
                                        list: { tool: list_orders, args: { customer: "{subject}", status: "{filter.no}" }, items: /orders }
                                        fields:
                                          no: { class: activity }
                                          total: { class: activity, type: decimal }
                                    """.formatted(
                                    server.upstream().url(), server.digests().get("list_orders")))),
                            findings)
                    .catalog();
            assertThat(findings.sorted()).isEmpty();
            Source source = Objects.requireNonNull(catalog.sources().get("erp"));
            Resource order = Objects.requireNonNull(catalog.resources().get("order"));
            Source.Connect.Mcp connect = (Source.Connect.Mcp) source.connect();
            Read read = new Read(
                    order,
                    List.copyOf(order.fields().values()),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    10,
                    "acme",
                    "c1",
                    Instant.EPOCH);
            try (UpstreamReader reader = new UpstreamReader(
                    source,
                    McpUpstream.open("erp", connect.upstream(), connect.tools(), reference -> "secret", breaker()))) {
                assertThat(reader.inspect(List.of(order)).findings()).isEmpty();
                assertThat(reader.read(read))
                        .isEqualTo(new ReadResult.Rows(
                                List.of(List.of("o1", new BigDecimal("12.5"))), List.of("o1"), null));
                assertThat(server.said()).isEqualTo("list c1 undefined");
            }
            try (UpstreamReader reader = new UpstreamReader(
                    source,
                    McpUpstream.open(
                            "erp",
                            connect.upstream(),
                            Map.of("list_orders", "sha256:other"),
                            reference -> "secret",
                            breaker()))) {
                Inspection changed = reader.inspect(List.of(order));
                assertThat(changed.findings()).extracting(Finding::code).containsExactly("drift-tool");
                assertThat(changed.unserved()).containsExactly("order");
                assertThat(reader.read(read))
                        .isInstanceOfSatisfying(
                                ReadResult.Failed.class,
                                failed -> assertThat(failed.failure().reason())
                                        .isEqualTo(SourceFailure.Reason.WRONG_SHAPE));
            }
        }
    }

    private static Breaker breaker() {
        return new Breaker("erp", InstantSource.system());
    }
}
