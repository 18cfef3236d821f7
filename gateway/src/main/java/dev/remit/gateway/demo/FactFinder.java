package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Picks the rows that a walk through the shop can use; the first that fit, so the same in the same shop. */
final class FactFinder {
    private static final String EXAMPLE_CUSTOMER = """
            SELECT c.customer_id, c.first_name, c.last_name, c.email, c.postcode, min(o.order_no), t.ticket_no
            FROM customers c
            JOIN tickets t ON t.customer_id = c.customer_id AND t.status = 'open'
            JOIN orders o ON o.customer_id = c.customer_id AND o.status IN ('shipped', 'delivered')
                         AND o.placed_at > ?2
            WHERE c.brand = ?1
              AND 1 = (SELECT count(*) FROM customers n WHERE n.brand = c.brand AND n.last_name = c.last_name
                       AND n.postcode = c.postcode)
              AND EXISTS (SELECT 1 FROM ticket_messages m WHERE m.ticket_no = t.ticket_no AND NOT m.internal
                          AND instr(m.body, c.email) > 0)
            GROUP BY c.customer_id, t.ticket_no ORDER BY c.customer_id, t.ticket_no LIMIT 1""";
    private static final String OTHERS_ORDER = """
            SELECT o.order_no FROM orders o JOIN customers c USING (customer_id)
            WHERE c.brand = ?1 AND c.customer_id <> ?2 AND o.status = 'shipped' ORDER BY o.order_no LIMIT 1""";
    private static final String CLOSED_TICKET = """
            SELECT t.ticket_no FROM tickets t JOIN customers c USING (customer_id)
            WHERE c.brand = ?1 AND t.status = 'closed' ORDER BY t.ticket_no LIMIT 1""";
    private static final String EMAIL_AT_BOTH = """
            SELECT a.email FROM customers a JOIN customers b ON a.email = b.email
            WHERE a.brand = ?1 AND b.brand = ?2 ORDER BY a.customer_id LIMIT 1""";
    private static final String BOOKING = """
            SELECT booking_no FROM bookings WHERE brand = ?1 AND status = 'booked' AND starts_at > ?2
            ORDER BY starts_at, booking_no LIMIT 1""";
    private static final String LEAD =
            "SELECT lead_no FROM leads WHERE brand = ?1 AND stage = 'new' ORDER BY created_at DESC, lead_no LIMIT 1";

    private FactFinder() {}

    static ShopFacts find(Connection database, Instant moment) throws SQLException {
        String tenant = ShopGenerator.TENANTS.getFirst();
        String other = ShopGenerator.TENANTS.getLast();
        Instant now = moment.truncatedTo(ChronoUnit.SECONDS);
        String lastYear = now.minus(Duration.ofDays(360)).toString();
        try (PreparedStatement statement = ask(database, EXAMPLE_CUSTOMER, tenant, lastYear);
                ResultSet customer = first(statement)) {
            String customerId = customer.getString(1);
            return new ShopFacts(
                    tenant,
                    other,
                    customerId,
                    customer.getString(2),
                    customer.getString(3),
                    customer.getString(4),
                    customer.getString(5),
                    customer.getString(6),
                    one(database, OTHERS_ORDER, tenant, customerId),
                    one(database, OTHERS_ORDER, other, customerId),
                    customer.getString(7),
                    one(database, CLOSED_TICKET, tenant),
                    one(database, EMAIL_AT_BOTH, tenant, other),
                    one(database, BOOKING, tenant, now.toString()),
                    one(database, LEAD, tenant));
        }
    }

    private static String one(Connection database, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = ask(database, sql, values);
                ResultSet row = first(statement)) {
            return row.getString(1);
        }
    }

    private static PreparedStatement ask(Connection database, String sql, String... values) throws SQLException {
        PreparedStatement statement = database.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }

    private static ResultSet first(PreparedStatement statement) throws SQLException {
        ResultSet rows = statement.executeQuery();
        if (!rows.next()) {
            throw new IllegalStateException("the generated shop lacks what a walk through it needs");
        }
        return rows;
    }
}
