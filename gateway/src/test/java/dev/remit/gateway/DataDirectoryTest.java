package dev.remit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.config.LedgerSettings;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.state.Projection;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.log.Head;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.tlog.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start may take for a write that a crash cut short, and what not. */
final class DataDirectoryTest {
    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    private static Settings settings(Path data) {
        return new Settings("127.0.0.1", 0, data, data, null, Set.of(), Set.of(), null, LedgerSettings.DEFAULTS);
    }

    private DataDirectory open(Path data) throws IOException {
        return DataDirectory.open(settings(data), new References(Map.of(), folder), random);
    }

    /** Two agents on record, as a kill leaves them. */
    private Path killed(boolean published) throws IOException {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("killed");
        DataDirectory directory = open(data);
        try (Store store = Store.open(directory.journal(), directory.log(), data, directory.master(), random)) {
            InstantSource clock = InstantSource.system();
            Tokens tokens = new Tokens(random, new KeyedHash(store.keys().root().derive(RootKey.Use.TOKEN_HASH)));
            AgentDesk agents = new AgentDesk(
                    store.state(), store.recorder(), tokens, clock, new CorrelationIds(clock, random)::next);
            for (String name : List.of("first", "second")) {
                assertThat(agents.add(new AgentDesk.Registration(
                                name,
                                Agent.Audience.INTERNAL,
                                "a@shop.example",
                                null,
                                null,
                                "test",
                                Set.of("acme"),
                                null)))
                        .isInstanceOf(AgentDesk.Outcome.Issued.class);
            }
            if (published) {
                store.log().integrate(store.journal());
                publish(store.log());
            } else {
                Shopfront.await(() -> position(data) == 2);
            }
            assertThat(store.log().settled()).isZero();
            copy(data, copy);
        }
        return copy;
    }

    private void publish(Log log) {
        Head head = log.head();
        String text = new Checkpoint("shop.example/log", head.size(), head.root(), List.of()).text();
        SigningKey key = SigningKey.generate("shop.example/log", KeyType.NOTE, random);
        log.publish(new Note(text, List.of(key.sign(text))).encode());
    }

    private static long position(Path data) {
        try {
            return Projection.position(data.resolve("state.db"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::exists).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private long records(Path data) throws IOException {
        DataDirectory directory = open(data);
        try (Journal journal = directory.journal();
                Log log = directory.log()) {
            assertThat(log.settled()).isZero();
            return journal.size();
        }
    }

    private static void withoutState(Path data) throws IOException {
        for (String file : List.of("state.db", "state.db-wal", "state.db-shm")) {
            Files.deleteIfExists(data.resolve(file));
        }
    }

    /** Changes a byte of the last record. */
    private static byte[] damage(Path data) throws IOException {
        Path segment;
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            segment = files.filter(file -> file.toString().endsWith(".seg"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        bytes[last - 20] ^= 1;
        Files.write(segment, bytes);
        return bytes;
    }

    private void refusesToCut(Path data) throws IOException {
        byte[] damaged = damage(data);
        assertThatThrownBy(() -> open(data))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("holds 1 records, but 2 are known to have been accepted");
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".seg")))
                    .singleElement()
                    .satisfies(segment -> assertThat(segment).hasBinaryContent(damaged));
        }
    }

    @Test
    void whatACheckpointTellsOfIsNotCutOff() throws IOException {
        Path data = killed(true);
        withoutState(data);
        refusesToCut(data);
    }

    @Test
    void whatTheStateKnowsOfIsNotCutOff() throws IOException {
        refusesToCut(killed(false));
    }

    @Test
    void whatNobodyKnowsOfIsCutOff() throws IOException {
        Path data = killed(true);
        Files.delete(data.resolve("log/checkpoint"));
        withoutState(data);
        damage(data);
        assertThat(records(data)).isEqualTo(1);
    }

    @Test
    void whatAKillLeavesOpens() throws IOException {
        assertThat(records(killed(true))).isEqualTo(2);
    }
}
