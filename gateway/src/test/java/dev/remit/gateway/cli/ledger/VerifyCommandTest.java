package dev.remit.gateway.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.remit.gateway.cli.Console;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.Sealer;
import dev.remit.ledger.note.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyCommandTest {
    @TempDir
    Path folder;

    private final LogFixture log = LogFixture.of(LogFixture.ORIGIN, 600);

    @BeforeEach
    void handOut() throws IOException {
        write("log.vkey", log.key.verifier().encode() + "\n");
        write("proof", log.proof(11, 300));
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Console.Done verify(String... more) {
        return remit("--key", "log.vkey", more);
    }

    private Console.Done remit(String option, String key, String... more) {
        List<String> arguments = new ArrayList<>(List.of("ledger", "verify", "--proof", "proof", option, key));
        arguments.addAll(List.of(more));
        return new Console(folder, Map.of()).run(arguments.toArray(String[]::new));
    }

    private static void assertProven(Console.Done done, String... parts) {
        assertThat(done.err()).isEmpty();
        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).startsWith("Proven: entry 11 is in the log remit.example/ledger.");
        for (String part : parts) {
            assertThat(done.out()).contains(part);
        }
    }

    private static void assertNot(Console.Done done, String... parts) {
        assertThat(done.exitCode()).as(done.out()).isEqualTo(1);
        assertThat(done.out()).isEmpty();
        assertThat(done.err()).startsWith("remit: Not proven. ").contains(parts).endsWith(".\n");
    }

    @Test
    void aProofNeedsNothingButTheKey() {
        assertProven(verify(), "300 entries", "8 bytes", "(from the proof)", "none asked for");
        assertProven(remit("--key", log.key.verifier().encode()));
    }

    @Test
    void theEntryMayBeGivenApart() throws IOException {
        write("entry", log.entry(11));
        assertProven(verify("--entry", "entry"));
        write("proof", log.proofWithoutEntry(11, 300));
        assertProven(verify("--entry", "entry"));
        Console.Done without = verify();
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("--entry FILE");
    }

    @Test
    void whatAnEntrySaysIsProvenAsFarAsItIsShown() throws IOException, SQLException {
        try (SubjectKeys keys =
                SubjectKeys.openOrCreate(folder.resolve("keys.db"), new MasterKey(new byte[32]), new SecureRandom())) {
            Sealer sealer = new Sealer(keys, new SecureRandom());
            Sealer.Sealed sealed = sealer.seal(new Entry(
                    "id1", LogFixture.NOON, "call", Map.of("decision", "deny", "rows", 0L, "keys", "ORD-1"), null));
            LogFixture records = log.with(11, sealed.leaf());
            write("proof", records.proof(11, 300));
            write(
                    "facts",
                    sealer.disclose(sealed.leaf(), sealed.sidecar(), Set.of("decision", "rows"))
                            .orElseThrow()
                            .encode());
        }
        Console.Done done = verify("--facts", "facts");
        assertProven(done, "  it says     decision: deny\n  it says     rows: 0\n");
        assertThat(done.out()).doesNotContain("ORD-1");
        assertThat(JsonMapper.shared()
                        .readTree(verify("--facts", "facts", "--json").out())
                        .path("facts")
                        .toString())
                .isEqualTo("{\"decision\":\"deny\",\"rows\":0}");
        String facts = Files.readString(folder.resolve("facts"));
        write("facts", facts.replace("\"deny\"", "\"allow\""));
        assertNot(verify("--facts", "facts"), "does not say what was shown to you of decision");
        assertThat(verify("--facts", "facts", "--json").out())
                .contains("\"proven\" : false", "\"not_said\"")
                .doesNotContain("allow");
        write("facts", facts.substring(0, 100));
        assertNot(verify("--facts", "facts"), "no file of facts", "fetch it again");
        assertThat(verify("--facts", "facts", "--json").out()).contains("\"proven\" : false", "\"malformed\"");
        write("facts", facts);
        write("proof", log.proof(11, 300));
        assertNot(verify("--facts", "facts"), "is none of a gateway");
    }

    @Test
    void anotherEntryIsNotIncluded() throws IOException {
        write("entry", log.entry(12));
        assertNot(verify("--entry", "entry"), "number 11", "another root", "belong together");
    }

    @Test
    void aForeignKeyAnotherLogAndAForgeryAreToldApart() {
        SigningKey stranger = LogFixture.of(LogFixture.ORIGIN, 1).key;
        assertNot(remit("--key", stranger.verifier().encode()), "None of the log's trusted keys");
        SigningKey other = LogFixture.of("other.example/ledger", 1).key;
        assertNot(remit("--key", other.verifier().encode()), "of another log, \"remit.example/ledger\"");
        assertNot(forged(), "does not verify", "altered");
        assertProven(verify());
    }

    /** Says 301 where 300 was signed. */
    private Console.Done forged() {
        try {
            byte[] good = Files.readAllBytes(folder.resolve("proof"));
            write("proof", new String(good, StandardCharsets.UTF_8).replace("\n300\n", "\n301\n"));
            Console.Done done = verify();
            write("proof", good);
            return done;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProofThatWasCutAnywhereProvesNothing() throws IOException {
        byte[] good = Files.readAllBytes(folder.resolve("proof"));
        for (int length = 0; length < good.length; length += 7) {
            write("proof", Arrays.copyOf(good, length));
            assertNot(verify(), "proof");
        }
        write("proof", Arrays.copyOf(good, good.length - 1));
        assertNot(verify(), "cut or altered", "fetch it again");
    }

    @Test
    void aByteThatWasFlippedAnywhereProvesNothing() throws IOException {
        byte[] good = Files.readAllBytes(folder.resolve("proof"));
        for (int i = 0; i < good.length; i += 3) {
            byte[] altered = good.clone();
            altered[i] ^= 1;
            write("proof", altered);
            Console.Done done = verify();
            assertThat(done.exitCode()).as("byte " + i + ": " + done.err()).isEqualTo(1);
        }
    }

    @Test
    void theSameTreeElsewhereAgrees() throws IOException {
        write("seen", log.checkpoint(300).encode());
        assertProven(verify("--checkpoint", "seen"), "the same tree");
    }

    @Test
    void twoTreesOfOneSizeAreAFork() throws IOException {
        write("seen", log.forkedAt(200).checkpoint(300).encode());
        assertNot(verify("--checkpoint", "seen"), "two different trees of 300 entries", "evidence");
    }

    @Test
    void aNewerCheckpointNeedsTheTiles() throws IOException {
        write("seen", log.checkpoint(600).encode());
        assertNot(verify("--checkpoint", "seen"), "newer (600 entries)", "--tiles");
        log.publish(folder.resolve("copy"), 600);
        assertProven(verify("--checkpoint", "seen", "--tiles", "copy"), "600 entries; it begins with");
        assertProven(verify("--checkpoint", "copy"), "600 entries; it begins with");
        assertProven(verify("--checkpoint", "copy/checkpoint"), "600 entries; it begins with");
    }

    @Test
    void aHistoryThatWasRewrittenIsFound() throws IOException {
        log.forkedAt(200).publish(folder.resolve("copy"), 600);
        assertNot(verify("--checkpoint", "copy"), "does not begin with its tree of 300", "evidence");
    }

    @Test
    void anOlderCheckpointIsSaidToBeOlder() throws IOException {
        write("seen", log.checkpoint(100).encode());
        assertNot(verify("--checkpoint", "seen"), "older (100 entries)", "the log went back");
        log.publish(folder.resolve("copy"), 100);
        assertNot(verify("--checkpoint", "copy"), "older (100 entries)");
        log.publish(folder.resolve("now"), 300);
        assertProven(verify("--checkpoint", "seen", "--tiles", "now"), "100 entries; the proof's tree begins with it");
        write("seen", log.forkedAt(50).checkpoint(100).encode());
        assertNot(verify("--checkpoint", "seen", "--tiles", "now"), "does not begin with its tree of 100");
    }

    @Test
    void aCheckpointThatIsNotTheLogsIsNotCompared() throws IOException {
        LogFixture other = LogFixture.of("other.example/ledger", 10);
        write("seen", other.checkpoint(10).encode());
        assertNot(verify("--checkpoint", "seen"), "The checkpoint seen", "another log");
        write("seen", "hello");
        assertNot(verify("--checkpoint", "seen"), "The checkpoint seen", "not a signed note");
        write("seen", new byte[(1 << 20) + 10]);
        assertNot(verify("--checkpoint", "seen"), "more than 1048576 bytes");
    }

    @Test
    void witnessesAreCountedOverTheTreesThatHoldTheEntry() throws IOException {
        SigningKey one = LogFixture.witness("witness.example/1");
        SigningKey two = LogFixture.witness("witness.example/2");
        write("w1", one.verifier().encode());
        String second = two.verifier().encode();
        assertNot(verify("--witness", "w1"), "Of the 1 witnesses that you trust, 0 cosigned and 1 are required");
        write("proof", log.proof(11, 300, one));
        assertProven(verify("--witness", "w1"), "witness.example/1 cosigned at 2027-01-15T08:00:00Z");
        assertNot(verify("--witness", "w1", "--witness", second), "1 cosigned and 2 are required");
        assertProven(verify("--witness", "w1", "--witness", second, "--quorum", "1"));
        log.publish(folder.resolve("copy"), 600);
        write("copy/checkpoint", log.checkpoint(600, two).encode());
        assertProven(verify("--witness", "w1", "--witness", second, "--checkpoint", "copy"), "witness.example/2");
        write("proof", log.proof(11, 600, one));
        write("copy/checkpoint", log.checkpoint(300, two).encode());
        assertNot(
                verify("--witness", "w1", "--witness", second, "--checkpoint", "copy"),
                "1 cosigned and 2 are required");
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        log.publish(folder.resolve("copy"), 600);
        JsonNode yes = JsonMapper.shared()
                .readTree(verify("--json", "--checkpoint", "copy").out());
        assertThat(yes.path("proven").asBoolean()).isTrue();
        assertThat(yes.path("entry").asInt()).isEqualTo(11);
        assertThat(yes.path("tree").path("size").asInt()).isEqualTo(300);
        assertThat(yes.path("checkpoint").path("relation").asString()).isEqualTo("later");
        write("proof", "c2sp.org/tlog-proof@v1\n");
        Console.Done no = verify("--json");
        assertThat(no.exitCode()).isEqualTo(1);
        JsonNode said = JsonMapper.shared().readTree(no.out());
        assertThat(said.path("proven").asBoolean()).isFalse();
        assertThat(said.path("code").asString()).isEqualTo("malformed");
    }

    @Test
    void aPublishedLogIsReadOverHttp() throws IOException {
        Path dir = folder.resolve("site");
        log.publish(dir, 600);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ledger/", exchange -> {
            Path file = dir.resolve(exchange.getRequestURI().getPath().substring("/ledger/".length()));
            boolean there = Files.isRegularFile(file);
            exchange.sendResponseHeaders(there ? 200 : 404, there ? Files.size(file) : -1);
            if (there) {
                exchange.getResponseBody().write(Files.readAllBytes(file));
            }
            exchange.close();
        });
        server.createContext("/closed/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.createContext("/broken/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertProven(verify("--checkpoint", address + "/ledger"), "600 entries; it begins with");
            assertProven(verify("--checkpoint", address + "/ledger/checkpoint"), "600 entries; it begins with");
            assertFailed(verify("--checkpoint", address + "/elsewhere"), "no checkpoint at");
            assertFailed(verify("--checkpoint", address + "/broken"), "answered 500");
            assertFailed(verify("--checkpoint", address + "/closed"), "answered 401", "not open to everybody");
            Files.move(dir.resolve("tile/0"), dir.resolve("tile/9"));
            assertFailed(verify("--checkpoint", address + "/ledger"), "could not be compared", "tile/0/");
        } finally {
            server.stop(0);
        }
        assertFailed(verify("--checkpoint", address), "cannot be reached");
    }

    private static void assertFailed(Console.Done done, String... parts) {
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err()).startsWith("remit: ").contains(parts);
    }

    @Test
    void whatIsGivenWronglyIsSaidWithWhatToDo() throws IOException {
        assertUsage(remit("--key", "log.vky"), "--key: 'log.vky' is neither a verifier key nor a file");
        assertUsage(remit("--key", LogFixture.witness("w.example").verifier().encode()), "--witness");
        assertUsage(verify("--witness", "log.vkey"), "is the key of a log");
        assertUsage(verify("--quorum", "1"), "do not fit together");
        assertUsage(verify("--checkpoint", "http://"), "is no address");
        assertUsage(verify("--tiles", "ledger"), "Name that one with --checkpoint");
        write("two", "a\nb\n");
        assertUsage(remit("--key", "two"), "has 2 lines");
        Files.delete(folder.resolve("proof"));
        assertFailed(verify(), "There is no", "Check the path");
        assertUsage(new Console(folder, Map.of()).run("ledger", "verify"), "--proof");
        assertUsage(new Console(folder, Map.of()).run("ledger", "verfy"), "remit ledger verify");
    }

    private static void assertUsage(Console.Done done, String... parts) {
        assertThat(done.exitCode()).as(done.err()).isEqualTo(2);
        assertThat(done.err()).startsWith("remit: ").contains(parts);
    }
}
