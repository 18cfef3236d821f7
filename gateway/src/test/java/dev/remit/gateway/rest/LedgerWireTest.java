package dev.remit.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Endpoints;
import dev.remit.gateway.http.HttpServer;
import dev.remit.gateway.http.HttpSettings;
import dev.remit.gateway.http.RawHttp;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.record.DisclosedFacts;
import dev.remit.gateway.testing.BreakableDisk.Fault;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.trail.AskedLedger;
import dev.remit.gateway.trail.Published;
import dev.remit.ledger.tlog.TilePath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The ledger over HTTP: auditors get answers that are on record, and nobody else gets any. */
class LedgerWireTest {
    private static final String CUSTOMER = "{\"customer\":{\"tenant\":\"acme\",\"id\":\"CUS-4711\"}}";
    private static final byte[] TILE = {1, 2, 3};

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private AskedLedger ledger;
    private HttpServer server;
    private List<Endpoint> endpoints;
    private String auditor;
    private Optional<byte[]> checkpoint = Optional.of("shop\n1\nhash\n".getBytes(StandardCharsets.UTF_8));

    @BeforeEach
    void open() throws IOException {
        ledger = new AskedLedger(directory);
        auditor = ledger.account("jane@shop.example", "auditor");
        serve(false);
    }

    private void serve(boolean open) {
        if (server != null) {
            server.close();
        }
        Metrics metrics = new Metrics(() -> Set.of("order-help"));
        Published published = new Published(
                path -> path.equals(new TilePath.Hashes(0, 1_234_067, 256)) || path.equals(new TilePath.Entries(0, 7))
                        ? Optional.of(TILE)
                        : Optional.empty(),
                () -> checkpoint);
        endpoints = new ArrayList<>(LedgerWire.asking(ledger.desk));
        endpoints.addAll(LedgerWire.published(published, ledger.desk, open));
        server = HttpServer.start(
                HttpSettings.local(0),
                List.of(new Endpoints(RestWire.NAME, endpoints, metrics, System::nanoTime)),
                new CorrelationIds(ledger.clock, new Random(7)),
                metrics,
                System::nanoTime);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        ledger.close();
    }

    private HttpResponse<String> get(String path, @Nullable String bearer) {
        return send(request(path, bearer).GET());
    }

    private HttpResponse<String> post(String path, @Nullable String bearer, String body) {
        return send(request(path, bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String code(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).path("code").asString("");
    }

    /** Everything that can be asked, with the auditor's own success as the control of every denial. */
    private List<HttpResponse<String>> everything(@Nullable String bearer) {
        return List.of(
                get("/v1/ledger/entries", bearer),
                get("/v1/ledger/entries/1", bearer),
                get("/v1/ledger/entries/1/proof", bearer),
                get("/v1/ledger/entries/3/payload", bearer),
                post("/v1/ledger/entries/3/disclosure", bearer, "{}"),
                get("/v1/ledger/status", bearer),
                get("/ledger/tile/entries/000.p/7", bearer),
                post("/v1/ledger/search", bearer, CUSTOMER),
                post("/v1/ledger/accesses", bearer, CUSTOMER),
                post("/v1/ledger/export", bearer, "{}"));
    }

    @Test
    void anAuditorGetsAnswersAndAgentsGrantsAndOthersDoNot() {
        assertThat(everything(auditor)).allMatch(answer -> answer.statusCode() == 200);
        String token = ledger.front.grant(ledger.helper);
        String admin = ledger.account("root@shop.example", "admin");
        long before = ledger.size();
        for (String bearer : List.of(ledger.helper, token, admin)) {
            assertThat(everything(bearer)).allSatisfy(answer -> {
                assertThat(code(answer)).isEqualTo("403 auditors_only");
                assertThat(answer.body()).contains("auditor").doesNotContain("CUS-4711", "order_no", bearer);
            });
        }
        for (String bearer : new String[] {null, "nonsense", "remit_account_" + "A".repeat(43)}) {
            assertThat(everything(bearer)).allSatisfy(answer -> {
                assertThat(code(answer)).isEqualTo("401 unauthenticated");
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                        .startsWith("Bearer realm=\"remit\"");
            });
        }
        assertThat(ledger.size()).as("whoever is nobody fills no log").isEqualTo(before);
    }

    @Test
    void aCredentialEndsWithItsTimeItsRotationAndItsRevocation() {
        var rotated = (dev.remit.gateway.identity.AccountDesk.Outcome.Issued)
                ledger.accounts.rotate("jane@shop.example", Duration.ofHours(1), Duration.ofDays(2));
        assertThat(get("/v1/ledger/status", auditor).statusCode()).isEqualTo(200);
        assertThat(get("/v1/ledger/status", rotated.credential()).statusCode()).isEqualTo(200);
        ledger.clock.advance(Duration.ofHours(2));
        assertThat(get("/v1/ledger/status", auditor).statusCode()).isEqualTo(401);
        assertThat(get("/v1/ledger/status", rotated.credential()).statusCode()).isEqualTo(200);
        String other = ledger.account("other@shop.example", "auditor");
        assertThat(get("/v1/ledger/status", other).statusCode()).isEqualTo(200);
        ledger.accounts.revoke("other@shop.example");
        assertThat(get("/v1/ledger/status", other).statusCode()).isEqualTo(401);
        ledger.clock.advance(Duration.ofDays(2));
        assertThat(get("/v1/ledger/status", rotated.credential()).statusCode()).isEqualTo(401);
    }

    @Test
    void whoSawWhatOfACustomerIsToldAndThatItWasAskedIsOnRecordOfTheCustomer() {
        JsonNode accesses = json(post("/v1/ledger/accesses", auditor, CUSTOMER));
        assertThat(accesses.toString())
                .contains("\"agent\":\"helper\"", "\"resource\":\"order\"", "order_no", "released");
        assertThat(ledger.newest())
                .containsEntry("event", "ledger.accesses")
                .containsEntry("account", "jane@shop.example")
                .containsEntry("subject", "CUS-4711")
                .containsEntry("tenant", "acme");
        ledger.settle();
        JsonNode again = json(post("/v1/ledger/accesses", auditor, CUSTOMER));
        assertThat(again.get("accesses").toString()).contains("\"account\":\"jane@shop.example\"");
        assertThat(again.get("count").asLong()).isEqualTo(accesses.get("count").asLong() + 1);
        long size = ledger.size();
        JsonNode nobody = json(post("/v1/ledger/accesses", auditor, CUSTOMER.replace("CUS-4711", "CUS-nobody")));
        assertThat(nobody.get("count").asLong()).isZero();
        assertThat(ledger.size()).isEqualTo(size + 1);
        assertThat(ledger.newest()).doesNotContainKey("subject");
        assertThat(ledger.newest().toString()).doesNotContain("CUS-nobody");
    }

    @Test
    void aSearchFindsPagesAndShowsCustomersOnlyWhereThatIsAskedFor() {
        JsonNode denied = json(post("/v1/ledger/search", auditor, "{\"agent\":\"helper\",\"decision\":\"deny\"}"));
        assertThat(denied.get("entries")).hasSize(1);
        assertThat(denied.at("/entries/0/facts/reason").asString()).isEqualTo("unknown_tool");
        assertThat(denied.toString()).doesNotContain("CUS-4711");
        JsonNode named = json(post(
                "/v1/ledger/search", auditor, "{\"agent\":\"helper\",\"decision\":\"deny\",\"with_subjects\":true}"));
        assertThat(named.at("/entries/0/facts/subject").asString()).isEqualTo("CUS-4711");
        List<Long> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    json(post("/v1/ledger/search", auditor, "{\"workflow\":\"order-help\",\"limit\":1" + cursor + "}"));
            page.get("entries").forEach(entry -> all.add(entry.get("sequence").asLong()));
            cursor = page.get("next").isNull()
                    ? ""
                    : ",\"cursor\":\"" + page.get("next").asString() + "\"";
        } while (!cursor.isEmpty());
        assertThat(all).hasSize(4).doesNotHaveDuplicates();
        String id = denied.at("/entries/0/id").asString();
        JsonNode shown = json(get("/v1/ledger/entries/" + id, auditor));
        assertThat(shown.at("/facts/subject").asString()).isEqualTo("CUS-4711");
        assertThat(ledger.newest()).containsEntry("event", "ledger.show").containsEntry("subject", "CUS-4711");
        assertThat(get("/v1/ledger/entries/" + id + "/proof", auditor).body()).startsWith("c2sp.org/tlog-proof@v1");
    }

    @Test
    void whatAnEntrySaysIsShownToOutsidersAndMistakesQuoteNothing() {
        DisclosedFacts shown = DisclosedFacts.read(
                post("/v1/ledger/entries/3/disclosure", auditor, "{\"facts\":[\"workflow\",\"resource\"]}")
                        .body()
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(shown.facts())
                .extracting(fact -> fact.name() + "=" + fact.value())
                .containsExactly("resource=order", "workflow=order-help");
        assertThat(ledger.newest()).containsEntry("event", "ledger.disclose").containsEntry("subject", "CUS-4711");
        for (String wrong : List.of("{\"facts\":[]}", "{\"facts\":\"zanzibar\"}", "{\"zanzibar\":1}")) {
            HttpResponse<String> answer = post("/v1/ledger/entries/3/disclosure", auditor, wrong);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("zanzibar");
        }
        assertThat(post("/v1/ledger/entries/3/disclosure", auditor, "{\"facts\":[\"none\"]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/v1/ledger/entries/99999/payload", auditor).statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingIsAnsweredThatCannotBePutOnRecord() {
        long size = ledger.size();
        ledger.disk.now(Fault.FULL);
        for (HttpResponse<String> answer : List.of(
                post("/v1/ledger/search", auditor, CUSTOMER),
                post("/v1/ledger/accesses", auditor, CUSTOMER),
                get("/v1/ledger/entries/1", auditor),
                get("/v1/ledger/entries/1/proof", auditor),
                get("/v1/ledger/entries/3/payload", auditor),
                post("/v1/ledger/entries/3/disclosure", auditor, "{}"),
                post("/v1/ledger/export", auditor, "{}"))) {
            assertThat(code(answer)).isEqualTo("503 journal_unavailable");
            assertThat(answer.body()).doesNotContain("helper", "CUS-4711", "tlog-proof");
        }
        assertThat(ledger.size()).isEqualTo(size);
        ledger.disk.now(Fault.NONE);
    }

    @Test
    void anExportComesInPartsWithoutCustomersUnlessAsked() {
        HttpResponse<String> first = post("/v1/ledger/export", auditor, "{\"limit\":2,\"to\":4}");
        assertThat(first.body().lines()).hasSize(2);
        assertThat(first.headers().firstValue("Remit-Ledger-Next")).hasValue("2");
        HttpResponse<String> second = post("/v1/ledger/export", auditor, "{\"from\":2,\"to\":4,\"limit\":2}");
        assertThat(second.headers().firstValue("Remit-Ledger-Next")).isEmpty();
        String all = post("/v1/ledger/export", auditor, "{}").body();
        for (String value : SmallShop.VALUES) {
            assertThat(all).doesNotContain(value);
        }
        assertThat(all).contains("\"agent\":\"helper\"");
        assertThat(post("/v1/ledger/export", auditor, "{\"with_subjects\":true}")
                        .body())
                .contains("\"subject\":\"CUS-4711\"", "ORD-777001");
        assertThat(ledger.newest().toString()).contains("with_subjects");
        String otel = post("/v1/ledger/export", auditor, "{\"format\":\"otel\",\"limit\":1}")
                .body();
        assertThat(JsonMapper.shared()
                        .readTree(otel)
                        .at("/resourceLogs/0/scopeLogs/0/logRecords/0/timeUnixNano")
                        .asString())
                .matches("[0-9]{19}");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithoutBeingRepeated() {
        List<String> bodies = List.of(
                "[]",
                "{",
                "{\"customer\":\"CUS-SECRET\"}",
                "{\"customer\":{\"tenant\":\"acme\"}}",
                "{\"customer\":{\"tenant\":\"acme\",\"id\":\"CUS-SECRET\",\"x\":1}}",
                "{\"customer\":{\"tenant\":\"acme\",\"id\":[\"CUS-SECRET\"]}}",
                "{\"agent\":7}",
                "{\"agent\":\"" + "CUS-SECRET".repeat(30) + "\"}",
                "{\"since\":\"CUS-SECRET\"}",
                "{\"since\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"until\":\"-999999999-01-01T00:00:00Z\"}",
                "{\"limit\":0}",
                "{\"limit\":201}",
                "{\"limit\":1e2}",
                "{\"limit\":\"5\"}",
                "{\"cursor\":\"1.1 OR 1=1\"}",
                "{\"cursor\":\"99999999999999999999.1\"}",
                "{\"with_subjects\":\"yes\"}",
                "{\"CUS-SECRET\":1}");
        for (String body : bodies) {
            HttpResponse<String> answer = post("/v1/ledger/search", auditor, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).doesNotContain("CUS-SECRET");
        }
        for (String body : List.of(
                "{}",
                "{\"customer\":null}",
                "{\"customer\":{\"tenant\":\" \",\"id\":\"x\"}}",
                "{\"customer\":{\"tenant\":\"acme\",\"id\":\"x\"},\"agent\":\"helper\"}")) {
            assertThat(post("/v1/ledger/accesses", auditor, body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        for (String body : List.of(
                "{\"from\":-1}",
                "{\"from\":5,\"to\":4}",
                "{\"from\":9223372036854775808}",
                "{\"limit\":1001}",
                "{\"format\":\"xml\"}")) {
            assertThat(post("/v1/ledger/export", auditor, body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(get("/v1/ledger/entries?customer=CUS-SECRET", auditor).body())
                .contains("query_refused");
        assertThat(post("/v1/ledger/search", auditor, "{\"limit\":1}").statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/ledger/export", auditor, "{\"from\":9223372036854775807}")
                        .body())
                .isEmpty();
    }

    @Test
    void aReferenceThatIsNoneIsNotFound() {
        for (String reference : List.of(
                "99999",
                "999999999999999999",
                "99999999999999999999999999",
                "-1",
                "..",
                "nobody",
                "%2e%2e%2f%2e%2e",
                "a%00b",
                "%27%20OR%201=1",
                "x".repeat(300))) {
            assertThat(get("/v1/ledger/entries/" + reference, auditor).statusCode())
                    .as(reference)
                    .isIn(400, 404);
        }
        assertThat(get("/v1/ledger/entries/0", auditor).statusCode()).isEqualTo(200);
        assertThat(get("/v1/ledger/entries/99999/proof", auditor).statusCode()).isEqualTo(404);
    }

    @Test
    void theCheckpointIsEverybodysAndTilesAreWhereTheSettingsSaySo() {
        HttpResponse<String> note = get("/ledger/checkpoint", null);
        assertThat(note.statusCode()).isEqualTo(200);
        assertThat(note.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(note.headers().firstValue("Cache-Control")).hasValue("public, max-age=1");
        assertThat(get("/ledger/tile/0/x001/x234/067", null).statusCode()).isEqualTo(401);
        HttpResponse<String> closed = get("/ledger/tile/0/x001/x234/067", auditor);
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(closed.headers().firstValue("Cache-Control").orElse("")).startsWith("private");
        serve(true);
        HttpResponse<String> tile = get("/ledger/tile/0/x001/x234/067", null);
        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(TILE);
        assertThat(tile.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(tile.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(get("/ledger/tile/entries/000.p/7", null).statusCode()).isEqualTo(200);
        assertThat(get("/v1/ledger/entries", null).statusCode()).isEqualTo(401);
        checkpoint = Optional.empty();
        assertThat(get("/ledger/checkpoint", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aPathThatIsNoTilesIsNotFound() throws IOException {
        serve(true);
        for (String path : List.of(
                "0",
                "0/1",
                "0/001",
                "0/000.p/0",
                "0/000.p/256",
                "0/x000/000",
                "64/000",
                "00/000",
                "../tile/../../keys.db",
                "entries/%2e%2e/%2e%2e/keys.db",
                "%2e%2e%2f%2e%2e%2fkeys.db",
                "entries/000.p/7/",
                "entries/000.p/7%00",
                "entries/\u0660\u0660\u0660",
                "x".repeat(500))) {
            String asked = "GET /ledger/tile/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            String answer = RawHttp.untilClosed(server.port(), asked);
            assertThat(answer).as(path).containsPattern("^HTTP/1.1 (400|404) ");
        }
    }

    @Test
    void theApiDocumentHasAllOfItAndAnswersAreAsItSays() {
        ObjectNode document = OpenApi.document(endpoints, "1.2.3");
        assertThat(document.get("paths").has("/ledger/tile/{tile}")).isTrue();
        assertThat(document.at("/paths/~1v1~1ledger~1search/post/security/0").has("account"))
                .isTrue();
        documented(document, "/v1/ledger/search", "post", post("/v1/ledger/search", auditor, CUSTOMER));
        documented(document, "/v1/ledger/search", "post", post("/v1/ledger/search", ledger.helper, CUSTOMER));
        documented(document, "/v1/ledger/search", "post", post("/v1/ledger/search", auditor, "{\"x\":1}"));
        documented(document, "/v1/ledger/accesses", "post", post("/v1/ledger/accesses", auditor, CUSTOMER));
        documented(document, "/v1/ledger/entries", "get", get("/v1/ledger/entries", auditor));
        documented(document, "/v1/ledger/entries/{entry}", "get", get("/v1/ledger/entries/1", auditor));
        documented(document, "/v1/ledger/entries/{entry}", "get", get("/v1/ledger/entries/99999", auditor));
        documented(document, "/v1/ledger/status", "get", get("/v1/ledger/status", auditor));
    }

    private static void documented(ObjectNode document, String path, String method, HttpResponse<String> answer) {
        JsonNode response =
                document.get("paths").get(path).get(method).get("responses").get(Integer.toString(answer.statusCode()));
        assertThat(response).as(path + " " + answer.statusCode()).isNotNull();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("allOf")
                .add(response.get("content")
                        .get(answer.headers().firstValue("Content-Type").orElse(""))
                        .get("schema"));
        schema.set("components", document.get("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(json(answer)))
                .as(answer.body())
                .isEmpty();
    }
}
