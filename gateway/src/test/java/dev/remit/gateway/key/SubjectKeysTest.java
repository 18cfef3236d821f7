package dev.remit.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys hang on keys; each is changed or destroyed without the others, and what is destroyed is gone. */
class SubjectKeysTest {
    private static final byte[] CONTEXT = {7};

    @TempDir
    Path directory;

    private MasterKey master = new MasterKey(new byte[32]);
    private SubjectKeys keys;

    private Path file() {
        return directory.resolve("keys.db");
    }

    @BeforeEach
    void open() throws SQLException {
        keys = SubjectKeys.openOrCreate(file(), master, new SecureRandom());
    }

    @AfterEach
    void close() throws SQLException {
        keys.close();
    }

    private void reopen() throws SQLException {
        keys.close();
        open();
    }

    private String id(String tenant, String subject) throws SQLException {
        return keys.use(tenant, subject, SubjectKeys.DataKey::id);
    }

    private byte[] seal(String tenant, String subject) throws SQLException {
        return keys.use(tenant, subject, key -> key.aead().seal("text".getBytes(StandardCharsets.US_ASCII), CONTEXT));
    }

    private String read(String id, byte[] sealed) throws SQLException {
        SubjectKeys.DataKey key = keys.withId(id);
        byte[] plain = key == null ? null : key.aead().open(sealed, CONTEXT);
        return plain == null ? "gone" : new String(plain, StandardCharsets.US_ASCII);
    }

    private byte[] wrapped(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getBytes(1);
        }
    }

    private boolean inFiles(byte[] bytes) throws IOException {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean found = false;
        for (String end : List.of("", "-wal")) {
            Path part = Path.of(file() + end);
            if (Files.exists(part)) {
                found |= new String(Files.readAllBytes(part), StandardCharsets.ISO_8859_1).contains(wanted);
            }
        }
        return found;
    }

    @Test
    void eachSubjectHasOneKeyWithAnIdThatSaysNothing() throws SQLException {
        String id = id("acme", "CUS-1");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(id("acme", "CUS-1")).isEqualTo(id);
        assertThat(List.of(id("acme", "CUS-2"), id("beta", "CUS-1"), id("acmeC", "US-1")))
                .doesNotHaveDuplicates()
                .doesNotContain(id);
        byte[] sealed = seal("acme", "CUS-1");
        reopen();
        assertThat(id("acme", "CUS-1")).isEqualTo(id);
        assertThat(read(id, sealed)).isEqualTo("text");
        assertThat(read(id("acme", "CUS-2"), sealed)).isEqualTo("gone");
        keys.close();
        directory = directory.resolve("other");
        directory.toFile().mkdirs();
        open();
        assertThat(id("acme", "CUS-1")).isNotEqualTo(id);
    }

    @Test
    void whatIsDestroyedIsGoneFromCacheAndFilesForGood() throws Exception {
        String id = id("acme", "CUS-1");
        byte[] sealed = seal("acme", "CUS-1");
        keys.rotateSubject("acme", "CUS-1");
        String second = id("acme", "CUS-1");
        String other = id("acme", "CUS-2");
        byte[] othersSealed = seal("acme", "CUS-2");
        byte[] wrapped = wrapped("SELECT wrapped FROM subject WHERE hex(id) = upper('" + id + "')");
        byte[] name = wrapped("SELECT name FROM subject WHERE hex(id) = upper('" + id + "')");
        assertThat(inFiles(wrapped)).isTrue();

        assertThat(keys.destroy("acme", "CUS-1")).containsExactlyInAnyOrder(id, second);

        assertThat(inFiles(wrapped)).isFalse();
        assertThat(inFiles(name)).isFalse();
        assertThat(Path.of(file() + "-wal")).isEmptyFile();
        assertThat(read(id, sealed)).isEqualTo("gone");
        assertThat(read(other, othersSealed)).isEqualTo("text");
        assertThat(keys.ids("acme", "CUS-1")).isEmpty();
        assertThat(keys.destroy("acme", "CUS-1")).isEmpty();
        assertThat(id("acme", "CUS-1")).isNotIn(id, second);
        reopen();
        assertThat(read(id, sealed)).isEqualTo("gone");
    }

    @Test
    void whoSealsFinishesBeforeOrGetsANewKey() throws Exception {
        String before = id("acme", "CUS-1");
        CountDownLatch sealing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean destroyed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> inUse = threads.submit(() -> keys.use("acme", "CUS-1", key -> {
                sealing.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return destroyed.get();
            }));
            sealing.await();
            CountDownLatch begun = new CountDownLatch(1);
            Future<List<String>> destroying = threads.submit(() -> {
                begun.countDown();
                List<String> ids = keys.destroy("acme", "CUS-1");
                destroyed.set(true);
                return ids;
            });
            begun.await();
            assertThat(destroying.isDone()).isFalse();
            goOn.countDown();
            assertThat(inUse.get()).isFalse();
            assertThat(destroying.get()).containsExactly(before);
        }
        assertThat(id("acme", "CUS-1")).isNotEqualTo(before);
    }

    @Test
    void underManyThreadsNothingIsSealedUnderAKeyThatWasDestroyedBefore() throws Exception {
        AtomicBoolean going = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> sealing = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(n -> threads.submit(() -> {
                        int sealed = 0;
                        while (going.get()) {
                            // While a key is in use, its row is there.
                            assertThat(keys.<Boolean>use("acme", "CUS-1", key -> present(key.id())))
                                    .isTrue();
                            sealed++;
                        }
                        return sealed;
                    }))
                    .toList();
            for (int i = 0; i < 30; i++) {
                keys.destroy("acme", "CUS-1");
            }
            going.set(false);
            for (Future<Integer> one : sealing) {
                assertThat(one.get()).isNotNegative();
            }
        }
    }

    private boolean present(String id) {
        try {
            return keys.ids("acme", "CUS-1").contains(id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theMasterKeyIsChangedByWrappingTheRootAnew() throws Exception {
        String id = id("acme", "CUS-1");
        byte[] sealed = seal("acme", "CUS-1");
        byte[] root = keys.root().bytes();
        byte[] wrapped = wrapped("SELECT wrapped FROM root");
        byte[] second = new byte[32];
        second[0] = 1;
        keys.rotateMaster(new MasterKey(second));
        assertThat(inFiles(wrapped)).isFalse();
        assertThat(read(id, sealed)).isEqualTo("text");
        assertThatThrownBy(this::reopen).hasMessageContaining("another master key");
        master = new MasterKey(second);
        open();
        assertThat(keys.root().bytes()).isEqualTo(root);
        assertThat(read(id, sealed)).isEqualTo("text");
        assertThat(id("acme", "CUS-1")).isEqualTo(id);
    }

    @Test
    void aTenantsKeyIsChangedByWrappingItsSubjectsKeysAnew() throws Exception {
        String id = id("acme", "CUS-1");
        byte[] sealed = seal("acme", "CUS-1");
        String older = id;
        keys.rotateSubject("acme", "CUS-1");
        String other = id("beta", "CUS-9");
        byte[] othersSealed = seal("beta", "CUS-9");
        byte[] wrapped = wrapped("SELECT wrapped FROM subject WHERE hex(id) = upper('" + id + "')");
        for (int i = 0; i < 1_200; i++) {
            id("acme", "more-" + i);
        }
        keys.rotateTenant("acme");
        assertThat(inFiles(wrapped)).isFalse();
        keys.rotateTenant("unknown");
        for (int i = 0; i < 2; i++) {
            assertThat(read(older, sealed)).isEqualTo("text");
            assertThat(read(other, othersSealed)).isEqualTo("text");
            assertThat(id("acme", "more-1199")).isNotEmpty();
            reopen();
        }
    }

    @Test
    void aSubjectsNewKeyLeavesTheOldOneToReadWith() throws SQLException {
        String first = id("acme", "CUS-1");
        byte[] sealed = seal("acme", "CUS-1");
        keys.rotateSubject("acme", "CUS-1");
        String second = id("acme", "CUS-1");
        assertThat(second).isNotEqualTo(first);
        for (int i = 0; i < 2; i++) {
            assertThat(id("acme", "CUS-1")).isEqualTo(second);
            assertThat(read(first, sealed)).isEqualTo("text");
            assertThat(keys.ids("acme", "CUS-1")).containsExactlyInAnyOrder(first, second);
            reopen();
        }
    }

    @Test
    void aWrappedKeyOpensInItsOwnRowOnly() throws SQLException {
        String one = id("acme", "CUS-1");
        String two = id("acme", "CUS-2");
        keys.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE subject SET wrapped = (SELECT wrapped FROM subject WHERE hex(id) = upper('" + two
                    + "')) WHERE hex(id) = upper('" + one + "')");
        }
        open();
        assertThatThrownBy(() -> id("acme", "CUS-1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("changed");
        assertThat(id("acme", "CUS-2")).isEqualTo(two);
    }

    @Test
    void withoutARootNothingIsOpenedWhereSomethingWasSealed() throws Exception {
        keys.close();
        Files.delete(file());
        assertThatThrownBy(() -> SubjectKeys.open(file(), master, new SecureRandom()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("restore it from the backup");
        open();
    }

    @Test
    void keysOfAnOlderBuildAreRefusedWithASentence() throws SQLException {
        keys.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE subject_key (name BLOB PRIMARY KEY, wrapped BLOB NOT NULL)");
        }
        assertThatThrownBy(this::open).isInstanceOf(SQLException.class).hasMessageContaining("older build of Remit");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE subject_key");
        }
        open();
    }

    @Test
    void whyAKeyCouldNotBeWrittenIsSaidAlsoWhereSqliteTookItBackByItself() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute(
                    "CREATE TRIGGER full BEFORE INSERT ON subject BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END");
            assertThatThrownBy(() -> seal("acme", "c1")).hasMessageContaining("disk is full");
            statement.execute("DROP TRIGGER full");
        }
        assertThat(seal("acme", "c1")).isNotEmpty();
    }
}
