package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.admin.AdminService;
import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.key.KeyFile;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.trail.HashedNames;
import dev.remit.gateway.trail.Index;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentCommandTest {
    private static final String CREDENTIAL = "remit_agent_[A-Za-z0-9_-]{43}\n";

    @TempDir
    Path folder;

    private Console.Done remit(String... arguments) {
        return new Console(folder, Map.of()).run(arguments);
    }

    private Console.Done add(String name) {
        return add(name, "--data", "data");
    }

    private Console.Done add(String name, String where, String directory) {
        return remit("agent", "add", name, "--owner", "lead@shop.example", "--tenant", "acme", where, directory);
    }

    @Test
    void aNewCredentialIsAllThatStandsOnStandardOutput() {
        Console.Done added = add("helper");
        assertThat(added.exitCode()).isZero();
        assertThat(added.out()).matches(CREDENTIAL);
        assertThat(added.err())
                .contains("helper", "shown this once")
                .doesNotContain(added.out().strip());
    }

    @Test
    void anAgentLivesAsItWasRegistered() {
        remit(
                "agent",
                "add",
                "helper",
                "--owner",
                "lead@shop.example",
                "--tenant",
                "acme",
                "--tenant",
                "zenith",
                "--audience",
                "internal",
                "--expires",
                "90d",
                "--data",
                "data");
        JsonNode agent = JsonMapper.shared()
                .readTree(remit("agent", "list", "--json", "--data", "data").out())
                .path("agents")
                .get(0);
        assertThat(agent.path("name").asString()).isEqualTo("helper");
        assertThat(agent.path("audience").asString()).isEqualTo("internal");
        assertThat(agent.path("tenants")).hasSize(2);
        assertThat(agent.path("expires_at").isString()).isTrue();
        assertThat(remit("agent", "list", "--data", "data").out()).contains("NAME", "helper", "live", "acme,zenith");
    }

    @Test
    void rotatingGivesAnotherCredentialAndRevokingEndsTheAgent() {
        String first = add("helper").out();
        Console.Done rotated = remit("agent", "rotate", "helper", "--overlap", "24h", "--data", "data");
        assertThat(rotated.out()).matches(CREDENTIAL).isNotEqualTo(first);
        assertThat(remit("agent", "revoke", "helper", "--data", "data").exitCode())
                .isZero();
        assertThat(remit("agent", "list", "--data", "data").out()).contains("revoked");
        assertThat(remit("agent", "rotate", "helper", "--data", "data").exitCode())
                .isEqualTo(1);
    }

    @Test
    void whatTheGatewayRefusesExitsWithOneAndWhatIsWrittenWronglyWithTwo() {
        add("helper");
        Console.Done again = add("helper");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).startsWith("remit: There is an agent helper already");
        Console.Done wrong =
                remit("agent", "add", "x", "--owner", "o", "--tenant", "t", "--expires", "soon", "--data", "data");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("90d, 24h, 20m or 30s");
    }

    @Test
    void aDataDirectoryThatIsNotThereIsNotMadeByLooking() {
        Console.Done listed = remit("agent", "list", "--data", "nowhere");
        assertThat(listed.exitCode()).isEqualTo(3);
        assertThat(listed.err()).contains("There is no data directory nowhere");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void theConfigurationRightHereSaysWhereTheDataIs() throws IOException {
        Files.writeString(folder.resolve("remit.yaml"), "data: ./elsewhere\n");
        assertThat(remit("agent", "add", "helper", "--owner", "o", "--tenant", "t")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("elsewhere").resolve("journal")).isDirectory();
    }

    @Test
    void aGatewayThatRunsOnTheDataIsAskedInsteadOfTheFiles() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        SecureRandom random = new SecureRandom();
        MasterKey master = KeyFile.readOrCreate(data.resolve("master.key"), random);
        InstantSource clock = InstantSource.system();
        CorrelationIds ids = new CorrelationIds(clock, random);
        FileJournal journal = FileJournal.open(data.resolve("journal"), JournalOptions.defaults());
        try (Store store =
                Store.open(journal, Log.open(data.resolve("log"), FileLayer.system()), data, master, random)) {
            Tokens tokens = new Tokens(random, new KeyedHash(store.keys().root().derive(RootKey.Use.TOKEN_HASH)));
            AgentDesk agents = new AgentDesk(store.state(), store.recorder(), tokens, clock, ids::next);
            StopDesk stops = StopDesk.open(store.state(), store.recorder(), data, null, clock, ids::next);
            try (AdminSocket socket =
                    AdminSocket.open(data, new AdminService(store, agents, stops, null, tokens, clock, ids::next))) {
                assertThat(add("helper").out()).matches(CREDENTIAL);
                assertThat(store.state().agent("helper")).isNotNull();
            }
            Console.Done locked = add("another");
            assertThat(locked.exitCode()).isEqualTo(3);
            assertThat(locked.err()).contains("Another gateway or command has the data directory");
        }
    }

    @Test
    void aConfigurationNeedsNoSettingsToBeNamed() throws IOException {
        assertThat(remit("agent", "list", "--config", "shop").err())
                .contains("neither remit.yaml nor catalog/", "--data DIR");
        Files.createDirectories(folder.resolve("shop/catalog"));
        assertThat(add("helper", "--config", "shop").exitCode()).isZero();
        assertThat(folder.resolve("shop/data/journal")).isDirectory();
    }

    @Test
    void aRecordIsExplainedInPlainWords() throws IOException {
        add("helper");
        Path data = folder.resolve("data");
        SecureRandom random = new SecureRandom();
        MasterKey master = KeyFile.read(data.resolve("master.key"));
        InstantSource clock = InstantSource.system();
        CorrelationIds ids = new CorrelationIds(clock, random);
        String id = ids.next();
        FileJournal journal = FileJournal.open(data.resolve("journal"), JournalOptions.defaults());
        try (Store store =
                Store.open(journal, Log.open(data.resolve("log"), FileLayer.system()), data, master, random)) {
            Tokens tokens = new Tokens(random, new KeyedHash(store.keys().root().derive(RootKey.Use.TOKEN_HASH)));
            new AgentDesk(store.state(), store.recorder(), tokens, clock, () -> id).rotate("helper", Duration.ZERO);
        }
        Console.Done explained = remit("explain", id, "--data", "data");
        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out())
                .contains("agent helper (owner: lead@shop.example)", "a new credential for the agent");
        JsonNode facts = JsonMapper.shared()
                .readTree(remit("explain", id, "--data", "data", "--json").out())
                .path("facts");
        assertThat(facts.path("event").asString()).isEqualTo("agent.rotate");
        // A gateway that ran before left an index that lacks the record.
        HashedNames names = new HashedNames(new KeyedHash(new SecretKeySpec(new byte[32], "HmacSHA256")));
        Index.open(data.resolve(Index.FILE), names, System::nanoTime).close();
        assertThat(remit("explain", id, "--data", "data").out()).isEqualTo(explained.out());
        assertThat(remit("explain", id + "-not", "--data", "data").exitCode()).isEqualTo(1);
    }
}
