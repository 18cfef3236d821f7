package dev.remit.gateway.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader, with a database of one customer that is made up here. */
class RetailDatabaseTest {
    private static final String ADDRESS = """
            {"zip": "80201", "address1": "1 Elm Lane", "address2": "", "city": "Denver", "country": "USA", "state": "CO"}""";
    private static final String SMALL = """
            {"users": {"u1": {"user_id": "u1", "name": {"first_name": "Ada", "last_name": "Vance"}, "address": %1$s,
                              "email": "ada@mail.example", "orders": ["#W1"],
                              "payment_methods": {"g1": {"source": "gift_card", "id": "g1", "balance": 10.10}}}},
             "products": {"p1": {"product_id": "p1", "name": "Lamp", "variants": {
                              "i1": {"item_id": "i1", "options": {"color": "red"}, "available": true, "price": 9}}}},
             "orders": {"#W1": {"order_id": "#W1", "user_id": "u1", "status": "delivered", "address": %1$s,
                              "items": [{"item_id": "i1", "product_id": "p1", "name": "Lamp",
                                         "options": {"color": "red"}, "price": 8.5}],
                              "fulfillments": [{"tracking_id": ["t1", "t2"], "item_ids": ["i1"]}],
                              "payment_history": [{"transaction_type": "payment", "amount": 8.5,
                                                   "payment_method_id": "g1"}]}}}""".formatted(ADDRESS);

    @TempDir
    private Path folder;

    @Test
    void everythingIsInATableAndTheReaderReadsItAndNothingElse() throws Exception {
        String url = Postgres.database().url();
        RetailDatabase.load(write(SMALL), url + "?user=postgres");
        String reader = url + "?user=" + RetailDatabase.READER;
        assertThat(query(reader, "SELECT string_agg(tracking_id, ' ' ORDER BY tracking_no) FROM tracking"))
                .isEqualTo("t1 t2");
        assertThat(query(reader, "SELECT balance FROM payment_methods")).isEqualTo("10.10");
        assertThat(query(reader, "SELECT options FROM order_items")).isEqualTo("{\"color\":\"red\"}");
        assertThatThrownBy(() -> query(reader, "DELETE FROM payments RETURNING 1"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aPropertyWithoutAColumnIsRefusedAndNothingIsLoaded() throws Exception {
        String url = Postgres.database().url() + "?user=postgres";
        Path strange = write(SMALL.replace("\"status\"", "\"notes\": \"\", \"status\""));
        assertThatThrownBy(() -> RetailDatabase.load(strange, url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notes");
        assertThat(query(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void aDatabaseThatIsLoadedIsNotLoadedOver() throws Exception {
        String url = Postgres.database().url() + "?user=postgres";
        Path small = write(SMALL);
        RetailDatabase.load(small, url);
        assertThatThrownBy(() -> RetailDatabase.load(small, url))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("users");
        assertThat(query(url, "SELECT count(*) FROM users")).isEqualTo("1");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("db.json"), json);
    }

    private static String query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
