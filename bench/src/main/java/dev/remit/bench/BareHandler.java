package dev.remit.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same look-up with nothing in its way: Helidon, a pool, one prepared statement, JSON. Nobody is authenticated,
 * nothing is masked, nothing is recorded. What the gateway costs is measured against this.
 *
 * <p>Arguments: port, JDBC URL.
 */
final class BareHandler {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SQL = "SELECT order_no, status, total, placed_at, ship_to, ship_email, ship_phone"
            + " FROM orders WHERE order_no = ? AND customer_id = ?";

    private final HikariDataSource pool;

    private BareHandler(HikariDataSource pool) {
        this.pool = pool;
    }

    public static void main(String[] args) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[1]);
        config.setUsername(Dataset.USER);
        config.setPassword(Dataset.PASSWORD);
        config.setMaximumPoolSize(Servers.POOL);
        config.setReadOnly(true);
        config.addDataSourceProperty("prepareThreshold", "1");
        BareHandler handler = new BareHandler(new HikariDataSource(config));
        WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(Integer.parseInt(args[0]))
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.post("/order", handler::order))
                .build()
                .start();
    }

    private void order(ServerRequest request, ServerResponse response) throws SQLException {
        ObjectNode asked = (ObjectNode) JSON.readTree(request.content().as(byte[].class));
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, asked.required("order_no").asString());
            statement.setString(2, asked.required("customer_id").asString());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    response.status(Status.NOT_FOUND_404).send();
                    return;
                }
                ObjectNode order = JSON.createObjectNode()
                        .put("order_no", row.getString(1))
                        .put("status", row.getString(2))
                        .put("total", row.getBigDecimal(3))
                        .put(
                                "placed_at",
                                row.getObject(4, OffsetDateTime.class)
                                        .toInstant()
                                        .toString())
                        .put("ship_to", row.getString(5))
                        .put("ship_email", row.getString(6))
                        .put("ship_phone", row.getString(7));
                response.header(HeaderValues.CONTENT_TYPE_JSON);
                response.send(JSON.writeValueAsBytes(order));
            }
        }
    }
}
