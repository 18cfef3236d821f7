package dev.remit.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.key.Aead;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
    private static final Change SPENT = new Change.SpentSet("grant", 3, 40);
    private static final Change MORE = new Change.SpentSet("grant", 4, 50);

    @TempDir
    Path directory;

    private Projection projection;

    @BeforeEach
    void open() throws SQLException {
        Aead aead = new Aead(new SecretKeySpec(new byte[32], "AES"), new SecureRandom());
        projection = Projection.open(directory.resolve("state.db"), aead);
    }

    @AfterEach
    void close() throws SQLException {
        projection.close();
    }

    private List<Change> held() throws SQLException {
        List<Change> changes = new ArrayList<>();
        projection.load(changes::add);
        return changes;
    }

    /** What SQLite does of its own accord when a disk is full: it takes the whole transaction back. */
    private void takeEverythingBack(boolean begin, String event) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                Statement statement = other.createStatement()) {
            statement.execute(
                    begin
                            ? "CREATE TRIGGER full BEFORE " + event
                                    + " ON state BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END"
                            : "DROP TRIGGER full");
        }
    }

    @Test
    void onceThereIsRoomAgainATransactionThatSqliteTookBackIsMadeUpFor() throws SQLException {
        projection.apply(List.of(SPENT), 1);
        takeEverythingBack(true, "INSERT");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> projection.apply(List.of(MORE), 2)).hasMessageContaining("disk is full");
        }
        takeEverythingBack(false, "INSERT");
        assertThat(projection.next()).isEqualTo(1);
        projection.apply(List.of(MORE), 2);
        assertThat(projection.settle()).isEqualTo(2);
        assertThat(held()).containsExactly(MORE);
    }

    @Test
    void whatCouldNotBeForgottenIsForgottenOnceThereIsRoomAgain() throws SQLException {
        projection.apply(List.of(SPENT), 1);
        takeEverythingBack(true, "DELETE");
        assertThatThrownBy(() -> projection.forget(List.of(SPENT))).hasMessageContaining("disk is full");
        takeEverythingBack(false, "DELETE");
        projection.forget(List.of(SPENT));
        close();
        open();
        assertThat(held()).isEmpty();
        assertThat(projection.next()).isEqualTo(1);
    }

    @Test
    void onlyWhatIsAsItWasIsReplaced() throws SQLException {
        Change less = new Change.SpentSet("grant", 0, 0);
        projection.replace(SPENT, less);
        assertThat(held()).isEmpty();
        projection.apply(List.of(SPENT), 1);
        projection.replace(MORE, less);
        assertThat(held()).containsExactly(SPENT);
        projection.replace(SPENT, less);
        assertThat(held()).containsExactly(less);
    }
}
