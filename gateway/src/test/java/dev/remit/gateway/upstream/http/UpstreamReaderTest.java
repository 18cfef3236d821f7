package dev.remit.gateway.upstream.http;

import static dev.remit.gateway.upstream.http.HostileServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.CatalogCompiler;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Source;
import dev.remit.core.catalog.Upstream;
import dev.remit.core.condition.Predicate;
import dev.remit.core.decision.Read;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.SourceText;
import dev.remit.gateway.source.Inspection;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.upstream.UpstreamReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JSON API is read as any source is; what it gives of others never gets out. */
class UpstreamReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String CATALOG = """
            source: crm
            subject: customer
            connect: { http: "http://127.0.0.1:PORT/api", auth: { bearer: "${env:CRM}" }, private: true }
            owners: { "*": data@shop.example }
            resources:
              customer:
                scope: { subject: id, tenant: brand }
                key: id
                get: { path: "/customers/{subject}", item: /data }
                fields:
                  id: { class: account }
                  email: { class: personal, kind: email, at: /contact/email }
              order:
                scope: { subject: /customer/id, tenant: brand }
                key: number
                find_by: [number, status]
                get: { path: "/customers/{subject}/orders/{key}" }
                list: { path: /orders, query: { customer: "{subject}", brand: "{tenant}", status: "{filter.status}", after: "{cursor}" }, items: /data, next: /meta/next }
                fields:
                  number: { class: activity, type: integer }
                  status: { class: activity, at: /state/name, required: true }
                  total: { class: activity, type: decimal }
              ticket:
                scope: { subject: requester, tenant: brand }
                key: id
                list: { path: /tickets }
                find_by: [id]
                fields: { id: { class: activity } }
            """;

    private static final int MOST_PAGES = 10;

    private final List<String> answers = new ArrayList<>();
    private HostileServer server;
    private Catalog catalog;
    private UpstreamReader reader;

    @BeforeEach
    void open() throws IOException {
        server = HostileServer.that((asked, socket, out) -> {
            out.write(answers.removeFirst().getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
        Findings findings = new Findings();
        catalog = CatalogCompiler.compile(
                        List.of(new SourceText("crm.yaml", CATALOG.replace("PORT", "" + server.port()))), findings)
                .catalog();
        assertThat(findings.sorted()).isEmpty();
        Source source = Objects.requireNonNull(catalog.sources().get("crm"));
        Upstream upstream = ((Source.Connect.Http) source.connect()).upstream();
        reader = new UpstreamReader(
                source, HttpUpstream.open("crm", upstream, reference -> "secret", Upstreams.breaker()));
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        server.close();
    }

    private Resource resource(String name) {
        return Objects.requireNonNull(catalog.resources().get(name));
    }

    private Field field(String resource, String name) {
        return Objects.requireNonNull(resource(resource).field(name));
    }

    private Read orders(List<Predicate> rules, List<Read.Filter> filters, Read.@Nullable Position after, int limit) {
        return new Read(
                resource("order"),
                List.of(field("order", "number"), field("order", "total")),
                rules,
                filters,
                new Read.Order(field("order", "total"), true),
                after,
                limit,
                "acme",
                "c1",
                NOW);
    }

    private static String order(long number, String customer, String brand, String status, String total) {
        return "{\"number\":%d,\"customer\":{\"id\":\"%s\"},\"brand\":\"%s\",\"state\":{\"name\":\"%s\"},\"total\":%s,\"more\":1}"
                .formatted(number, customer, brand, status, total);
    }

    private static String data(@Nullable String next, String... rows) {
        String mark = next == null ? "null" : "\"" + next + "\"";
        return json(200, "{\"data\":[" + String.join(",", rows) + "],\"meta\":{\"next\":" + mark + "}}");
    }

    private static List<Object> keys(ReadResult result) {
        assertThat(result).isInstanceOf(ReadResult.Rows.class);
        return ((ReadResult.Rows) result).keys();
    }

    private static Reason reason(ReadResult result) {
        assertThat(result).isInstanceOf(ReadResult.Failed.class);
        String detail = ((ReadResult.Failed) result).failure().detail();
        assertThat(detail).contains("upstream crm").doesNotContain("s3cret");
        return ((ReadResult.Failed) result).failure().reason();
    }

    @Test
    void theRequestNamesTheGrantsCustomerAndTenantOnly() {
        answers.add(data("p 2", order(1, "c1", "acme", "open", "1.50")));
        answers.add(data(null, order(2, "c1", "acme", "open", "\"2.50\"")));
        ReadResult result =
                reader.read(orders(List.of(), List.of(new Read.Filter(field("order", "status"), "open")), null, 10));
        assertThat(keys(result)).containsExactly(2L, 1L);
        assertThat(((ReadResult.Rows) result).rows())
                .containsExactly(List.of(2L, new BigDecimal("2.50")), List.of(1L, new BigDecimal("1.50")));
        assertThat(server.asked())
                .extracting(HostileServer.Asked::line)
                .containsExactly(
                        "GET /api/orders?customer=c1&brand=acme&status=open",
                        "GET /api/orders?customer=c1&brand=acme&status=open&after=p%202");
    }

    @Test
    void rowsOfOthersAreDroppedWhateverTheApiFilters() {
        String[] mixed = {
            order(1, "c1", "acme", "open", "1"),
            order(2, "c2", "acme", "open", "2"),
            order(3, "c1", "other", "open", "3")
        };
        answers.add(data(null, mixed));
        assertThat(keys(reader.read(orders(List.of(), List.of(), null, 10)))).containsExactly(1L);

        answers.add(json(200, order(7, "c2", "acme", "open", "1")));
        Read.Filter seven = new Read.Filter(field("order", "number"), 7L);
        assertThat(keys(reader.read(orders(List.of(), List.of(seven), null, 1))))
                .isEmpty();
        answers.add(json(200, order(7, "c1", "acme", "open", "1")));
        assertThat(keys(reader.read(orders(List.of(), List.of(seven), null, 1))))
                .containsExactly(7L);
        answers.add(json(200, order(8, "c1", "acme", "open", "1")));
        assertThat(keys(reader.read(orders(List.of(), List.of(seven), null, 1))))
                .as("another row than was asked for")
                .isEmpty();
        answers.add(json(404, "{}"));
        assertThat(keys(reader.read(orders(List.of(), List.of(seven), null, 1))))
                .isEmpty();
    }

    @Test
    void aRowThatDoesNotSayWhoseItIsReleasesNothing() {
        String mine = order(1, "c1", "acme", "open", "1");
        for (String bad : new String[] {
            mine.replace("\"customer\":{\"id\":\"c1\"},", ""),
            mine.replace("\"c1\"", "null"),
            mine.replace("\"c1\"", "7"),
            mine.replace("\"brand\":\"acme\",", ""),
            mine.replace("\"brand\":\"acme\"", "\"brand\":[\"s3cret\"]"),
            "\"s3cret\"",
            mine.replace("\"number\":1,", ""),
            mine.replace("\"total\":1", "\"total\":\"s3cret\"")
        }) {
            answers.add(data(null, mine, bad));
            assertThat(reason(reader.read(orders(List.of(), List.of(), null, 10))))
                    .as(bad)
                    .isEqualTo(Reason.WRONG_SHAPE);
        }
        answers.add(data(null, mine, mine.replace("\"total\":1", "\"total\":null")));
        assertThat(keys(reader.read(orders(List.of(), List.of(), null, 10)))).hasSize(2);
    }

    @Test
    void anAnswerWithoutAListIsTheWrongShape() {
        for (String bad : new String[] {"{}", "[]", "{\"data\":{}}", "{\"data\":[],\"meta\":{\"next\":{}}}"}) {
            answers.add(json(200, bad));
            assertThat(reason(reader.read(orders(List.of(), List.of(), null, 10))))
                    .isEqualTo(Reason.WRONG_SHAPE);
        }
        answers.add(json(200, "{\"data\":[]}"));
        assertThat(keys(reader.read(orders(List.of(), List.of(), null, 10)))).isEmpty();
    }

    @Test
    void rulesAndFiltersAreJudgedHereToo() {
        String[] rows = {
            order(1, "c1", "acme", "open", "1"),
            order(2, "c1", "acme", "closed", "9"),
            order(3, "c1", "acme", "open", "9")
        };
        Predicate dear = new Predicate.Compare(
                new Predicate.Operand.Column(field("order", "total")),
                Predicate.Operator.GREATER,
                new Predicate.Operand.Literal(FieldType.DECIMAL, new BigDecimal("5.0")));
        answers.add(data(null, rows));
        Read.Filter open = new Read.Filter(field("order", "status"), "open");
        assertThat(keys(reader.read(orders(List.of(dear), List.of(open), null, 10))))
                .containsExactly(3L);
    }

    @Test
    void pagesAreCutHereAndGoOnWhereTheyEnded() {
        String[] rows = {
            order(1, "c1", "acme", "open", "5"),
            order(2, "c1", "acme", "open", "7"),
            order(3, "c1", "acme", "open", "7"),
            order(4, "c1", "acme", "open", "null")
        };
        List<Object> seen = new ArrayList<>();
        Read.Position after = null;
        do {
            answers.add(data(null, rows));
            ReadResult.Rows page = (ReadResult.Rows) reader.read(orders(List.of(), List.of(), after, 1));
            seen.addAll(page.keys());
            after = page.next();
        } while (after != null);
        assertThat(seen).containsExactly(2L, 3L, 1L, 4L);
    }

    @Test
    void anApiThatPagesWithoutEndFails() {
        for (int i = 0; i < MOST_PAGES; i++) {
            answers.add(data("again", order(i, "c1", "acme", "open", "1")));
        }
        assertThat(reason(reader.read(orders(List.of(), List.of(), null, 1)))).isEqualTo(Reason.TOO_LARGE);
        assertThat(server.asked()).hasSize(MOST_PAGES);
        answers.add(data("p2", order(1, "c1", "acme", "open", "1")));
        answers.add(json(404, "{}"));
        assertThat(reason(reader.read(orders(List.of(), List.of(), null, 1)))).isEqualTo(Reason.WRONG_SHAPE);
    }

    @Test
    void aCustomerThatWouldChangeThePathIsNobody() {
        Read read = new Read(
                resource("customer"),
                List.of(field("customer", "email")),
                List.of(),
                List.of(),
                null,
                null,
                1,
                "acme",
                "../../admin",
                NOW);
        assertThat(keys(reader.read(read))).isEmpty();
        assertThat(server.connections()).isZero();
        answers.add(json(200, "{\"data\":{\"id\":\"c1\",\"brand\":\"acme\",\"contact\":{\"email\":\"a@b.example\"}}}"));
        Read mine = new Read(read.resource(), read.columns(), List.of(), List.of(), null, null, 1, "acme", "c1", NOW);
        assertThat(((ReadResult.Rows) reader.read(mine)).rows()).containsExactly(List.of("a@b.example"));
    }

    @Test
    void whoseItIsIsFoundWhereTheRequestDoesNotNeedToKnow() {
        answers.add(json(
                200,
                "[{\"id\":\"t1\",\"requester\":\"c1\",\"brand\":\"acme\"},"
                        + "{\"id\":\"t2\",\"requester\":\"c2\",\"brand\":\"acme\"},"
                        + "{\"id\":\"t1\",\"requester\":\"c9\",\"brand\":\"other\"}]"));
        SubjectQuery query = new SubjectQuery(
                resource("ticket"), List.of(new Read.Filter(field("ticket", "id"), "t1")), List.of(), "acme", NOW);
        assertThat(reader.subjects(query)).isEqualTo(new SubjectResult.Found(List.of("c1")));
        SubjectQuery hidden = new SubjectQuery(
                resource("order"), List.of(new Read.Filter(field("order", "number"), 1L)), List.of(), "acme", NOW);
        assertThat(reader.subjects(hidden)).isInstanceOf(SubjectResult.Failed.class);
    }

    @Test
    void aSourceThatIsNotThereIsFoundAtTheInspection() throws IOException {
        assertThat(reader.inspect(catalog.resources().values())).isEqualTo(new Inspection(true, List.of(), Set.of()));
        server.close();
        Inspection gone = reader.inspect(catalog.resources().values());
        assertThat(gone.reached()).isFalse();
        assertThat(gone.findings()).extracting(finding -> finding.code()).containsExactly("source-unreachable");
        assertThat(reason(reader.read(orders(List.of(), List.of(), null, 1)))).isEqualTo(Reason.UNAVAILABLE);
    }
}
