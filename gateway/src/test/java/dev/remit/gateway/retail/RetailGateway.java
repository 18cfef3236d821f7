package dev.remit.gateway.retail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.source.Inspection;
import dev.remit.gateway.testing.Postgres;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.StoredRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** The example folder, served over HTTP from the loaded database, and one agent that calls it. */
final class RetailGateway implements AutoCloseable {
    static final Path FOLDER = Path.of("..", "examples", "retail");

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Folder folder = new Folder(FOLDER);
    private final References references;
    private final Folder.Loaded.Accepted loaded;
    private final String credential;
    private final String url;
    private final Map<String, String> outcomes = new ConcurrentHashMap<>();
    private Gateway gateway;

    RetailGateway(Path dbJson, Path data) throws IOException, SQLException {
        url = Postgres.database().url();
        RetailDatabase.load(dbJson, url + "?user=postgres");
        // This server trusts the loopback interface, and so asks for no password.
        references = new References(
                Map.of("RETAIL_DB", url, "RETAIL_PASSWORD", "unasked", "RETAIL_WRITE_PASSWORD", "unasked"), FOLDER);
        Folder.Loaded read = folder.load();
        assertThat(read.findings()).isEmpty();
        Folder.Loaded.Accepted accepted = (Folder.Loaded.Accepted) read;
        Settings settings = accepted.settings().onPort(0).withData(data);
        loaded = accepted.with(settings);
        gateway = Gateway.start(folder, loaded, references, CLOCK);
        credential = register(gateway.agents());
    }

    private static String register(AgentDesk agents) {
        AgentDesk.Outcome outcome = agents.add(new AgentDesk.Registration(
                "retail-agent",
                Agent.Audience.CUSTOMER,
                "support-lead@retail.example",
                null,
                null,
                "test",
                Set.of("retail"),
                null));
        return ((AgentDesk.Outcome.Issued) outcome).credential();
    }

    /** The database, with all rights. */
    String url() {
        return url + "?user=postgres";
    }

    Inspection inspection() {
        return Objects.requireNonNull(gateway.configuration().inspections().get("retail"));
    }

    RetailSession open() {
        return open("retail-support");
    }

    RetailSession open(String workflow) {
        Answer answer = post(credential, "/v1/grants", Map.of("workflow", workflow, "tenant", "retail"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new RetailSession(
                this, JSON.readTree(answer.body()).required("token").stringValue());
    }

    Answer call(String token, String tool, Map<String, ?> arguments) {
        Answer answer = post(token, "/v1/tools/" + URLEncoder.encode(tool, StandardCharsets.UTF_8), arguments);
        outcomes.put(answer.correlationId(), answer.outcome());
        return answer;
    }

    Answer get(String token, String path) {
        return send(request(token, path).GET().build());
    }

    /** What every call so far ended with, by its correlation id. */
    Map<String, String> outcomes() {
        return outcomes;
    }

    /** Starts again from what is on disk, so that all of the journal is in the state. */
    void restart() throws IOException {
        gateway.close();
        gateway = Gateway.embedded(folder, loaded, references, CLOCK);
    }

    /** The facts of every record that can be opened, by correlation id; of several with one id, the last. */
    Map<String, Map<String, Object>> records() {
        StoredRecords stored = new StoredRecords(gateway.store());
        Map<String, Map<String, Object>> all = new HashMap<>();
        for (long sequence = 0; sequence < stored.size(); sequence++) {
            if (stored.read(sequence) instanceof Records.Opened.Clear clear) {
                all.put(clear.id(), clear.facts());
            }
        }
        return all;
    }

    private Answer post(String bearer, String path, Map<String, ?> body) {
        HttpRequest.BodyPublisher json = HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        return send(request(bearer, path)
                .header("Content-Type", "application/json")
                .POST(json)
                .build());
    }

    private HttpRequest.Builder request(String bearer, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("Authorization", "Bearer " + bearer);
    }

    private Answer send(HttpRequest request) {
        try {
            return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        gateway.close();
    }
}
