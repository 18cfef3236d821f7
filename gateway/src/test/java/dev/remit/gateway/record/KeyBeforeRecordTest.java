package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import dev.remit.gateway.testing.ForwardingJournal;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worst that a crash could do between the two stores: a record that was acknowledged, and whose key is lost. So the key
 * is committed to {@code keys.db} (SQLite syncs each of its commits) before the journal is given the record.
 */
class KeyBeforeRecordTest {
    @TempDir
    Path directory;

    /** Takes a copy of the keys as they are in the files when a record comes, and opens that record's key in it. */
    private final class Watching extends ForwardingJournal {
        private final List<String> found = new ArrayList<>();

        Watching(Journal real) {
            super(real);
        }

        @Override
        public CompletableFuture<Long> submit(JournalRecord record) {
            String id = SidecarParts.read(record.sidecar()).keyId();
            if (id != null) {
                assertThat(isIn(copy(found.size()), id))
                        .as("the key of record %d is in the files", real.size())
                        .isTrue();
                found.add(id);
            }
            return real.submit(record);
        }
    }

    /** As a kill would leave them: what SQLite has not written is not there. */
    private Path copy(int number) {
        Path to = directory.resolve("keys-" + number);
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            Files.createDirectory(to);
            for (Path file : files.filter(one -> one.getFileName().toString().matches("keys\\.db(-wal)?"))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
            return to.resolve("keys.db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isIn(Path file, String id) {
        try (SubjectKeys keys = SubjectKeys.open(file, new MasterKey(new byte[MasterKey.LENGTH]), new SecureRandom())) {
            return keys.withId(id) != null;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theKeyOfANewCustomerIsInItsFileBeforeTheFirstRecordIsInTheJournal() throws IOException {
        List<Watching> watching = new ArrayList<>();
        try (Shopfront front = SmallShop.in(directory)
                .open(
                        new TestClock(),
                        FileLayer.system(),
                        journal -> {
                            watching.add(new Watching(journal));
                            return watching.getFirst();
                        },
                        reader -> reader)) {
            String agent = front.agent("helper", "acme");
            front.verified(agent, SmallShop.EMAIL);
            front.verified(agent, SmallShop.OTHER_EMAIL);
        }
        assertThat(watching.getFirst().found.stream().distinct())
                .as("customers who were new")
                .hasSize(2);
    }
}
