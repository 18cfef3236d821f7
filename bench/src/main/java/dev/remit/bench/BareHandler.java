package dev.remit.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.JournalRecord;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same look-up with nothing in its way: Helidon, a pool, one prepared statement, JSON. Nobody is authenticated,
 * nothing is masked, nothing is recorded. What the gateway costs is measured against this.
 *
 * <p>With a directory as third argument it also appends a record as large as the gateway's to a journal there before it
 * answers, and still does nothing else: what the durable record alone costs on this machine.
 *
 * <p>Arguments: port, JDBC URL, perhaps a directory.
 */
final class BareHandler {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SQL = "SELECT order_no, status, total, placed_at, ship_to, ship_email, ship_phone"
            + " FROM orders WHERE order_no = ? AND customer_id = ?";

    /** About what the gateway writes for one of these look-ups: leaf, sidecar, state. */
    private static final JournalRecord RECORD = new JournalRecord(new byte[190], new byte[860], new byte[160]);

    private final HikariDataSource pool;
    private final @Nullable Journal journal;

    private BareHandler(HikariDataSource pool, @Nullable Journal journal) {
        this.pool = pool;
        this.journal = journal;
    }

    public static void main(String[] args) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[1]);
        config.setUsername(Dataset.USER);
        config.setPassword(Dataset.PASSWORD);
        config.setMaximumPoolSize(Servers.POOL);
        config.setReadOnly(true);
        config.addDataSourceProperty("prepareThreshold", "1");
        BareHandler handler = new BareHandler(
                new HikariDataSource(config),
                args.length > 2 ? FileJournal.open(Path.of(args[2]), JournalOptions.defaults()) : null);
        WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(Integer.parseInt(args[0]))
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.post("/order", handler::order))
                .build()
                .start();
    }

    private void order(ServerRequest request, ServerResponse response) throws SQLException {
        ObjectNode order = find((ObjectNode) JSON.readTree(request.content().as(byte[].class)));
        if (order == null) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        if (journal != null) {
            journal.append(RECORD);
        }
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send(JSON.writeValueAsBytes(order));
    }

    private @Nullable ObjectNode find(ObjectNode asked) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, asked.required("order_no").asString());
            statement.setString(2, asked.required("customer_id").asString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? order(row) : null;
            }
        }
    }

    private static ObjectNode order(ResultSet row) throws SQLException {
        return JSON.createObjectNode()
                .put("order_no", row.getString(1))
                .put("status", row.getString(2))
                .put("total", row.getBigDecimal(3))
                .put(
                        "placed_at",
                        row.getObject(4, OffsetDateTime.class).toInstant().toString())
                .put("ship_to", row.getString(5))
                .put("ship_email", row.getString(6))
                .put("ship_phone", row.getString(7));
    }
}
