package dev.remit.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.witness.Witness;
import dev.remit.ledger.witness.WitnessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A gateway that listens, with a witness of its own, both as they are, and both able to go and come back. */
final class WatchedGateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SmallShop shop;
    final TestClock clock = new TestClock();
    private final Path directory;
    private final SigningKey witnessKey =
            SigningKey.generate("witness.example/1", KeyType.COSIGNATURE, new SecureRandom());
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<TrustedLog> watched = new ArrayList<>();
    private int witnessPort;
    private int agents;
    private @Nullable Gateway gateway;
    private @Nullable Witness witness;
    private @Nullable WitnessServer server;

    WatchedGateway(Path directory, int require) throws Exception {
        this.directory = directory;
        this.shop = SmallShop.in(directory);
        start();
        watch(status().path("log"));
        stop();
        startWitness();
        Files.writeString(
                shop.folder().resolve("remit.yaml"),
                "ledger: { witnesses: { require: %d, ask: [{ url: \"http://127.0.0.1:%d\", key: \"%s\" }] } }\n"
                        .formatted(require, witnessPort, witnessKey.verifier()));
    }

    /** The witness knows that log, from its next start on. */
    void watch(JsonNode log) {
        String key = log.path("verifier").asString("");
        VerifierKey verifier = ((Parsed.WellFormed<VerifierKey>) VerifierKey.parse(key)).value();
        watched.add(TrustedLog.of(verifier.name(), verifier));
    }

    TrustedLog watched(int index) {
        return watched.get(index);
    }

    void start() throws IOException {
        Folder.Loaded.Accepted loaded = shop.load();
        gateway = Gateway.start(new Folder(shop.folder()), loaded, shop.references(), clock);
    }

    void stop() {
        if (gateway != null) {
            gateway.close();
            gateway = null;
        }
    }

    void startWitness() throws IOException {
        witness = Witness.open(
                directory.resolve("witness"), FileLayer.system(), witnessKey, watched, InstantSource.system());
        server = WitnessServer.start(
                witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), witnessPort), event -> {});
        witnessPort = server.address().getPort();
    }

    void stopWitness() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        if (witness != null) {
            witness.close();
            witness = null;
        }
    }

    Gateway gateway() {
        if (gateway == null) {
            throw new AssertionError("no gateway runs");
        }
        return gateway;
    }

    /** How many entries of a log the witness has cosigned. */
    long seen(TrustedLog log) {
        if (witness == null) {
            throw new AssertionError("no witness runs");
        }
        return witness.size(log.origin());
    }

    /** Puts an entry on record; gives the new agent's credential. */
    String entry() {
        var outcome = gateway()
                .agents()
                .add(new AgentDesk.Registration(
                        agents++ == 0 ? "helper" : "agent-" + agents,
                        Agent.Audience.CUSTOMER,
                        "o@x.example",
                        null,
                        null,
                        "test",
                        Set.of("acme"),
                        null));
        return ((AgentDesk.Outcome.Issued) outcome).credential();
    }

    ObjectNode ask(ObjectNode request) throws IOException {
        return AdminSocket.ask(shop.data(), request).orElseThrow();
    }

    ObjectNode status() throws IOException {
        return ask(JsonMapper.shared().createObjectNode().put("op", "ledger.status"));
    }

    long entries() {
        return gateway().store().journal().size();
    }

    /** {@code true}, or the word for what is wrong with the log. */
    String ready() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + gateway().port() + "/ready"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        for (JsonNode check : JsonMapper.shared().readTree(answer.body()).path("checks")) {
            if (check.path("name").asString("").equals("log")) {
                boolean ok = check.path("ok").asBoolean(false);
                assertThat(answer.statusCode()).isEqualTo(ok ? 200 : 503);
                return ok ? "true" : check.path("why").asString("");
            }
        }
        throw new AssertionError(answer.body());
    }

    String metrics() throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + gateway().port() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Waits until something is so; a test that waits in vain fails. */
    static <T> void until(Callable<T> looked, T wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.equals(looked.call()) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(looked.call()).isEqualTo(wanted);
    }

    /** A copy of the data directory, as a backup makes one. */
    Path backup() throws IOException {
        Path copy = directory.resolve("backup");
        copy(shop.data(), copy);
        return copy;
    }

    void restore(Path backup) throws IOException {
        Files.move(shop.data(), directory.resolve("lost"));
        copy(backup, shop.data());
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        stopWitness();
        http.close();
    }
}
