package dev.remit.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

    @TempDir
    private static Path folder;

    private static Path shop;
    private static ShopFacts facts;

    @BeforeAll
    static void generate() throws IOException {
        shop = folder.resolve("shop.db");
        facts = ShopGenerator.generate(shop, 7, NOW);
    }

    @Test
    void theSameSeedAndMomentGiveTheSameRowsAndFacts() throws Exception {
        Path again = folder.resolve("again.db");
        assertThat(ShopGenerator.generate(again, 7, NOW)).isEqualTo(facts);
        assertThat(digest(again)).isEqualTo(digest(shop));
    }

    @Test
    void anotherSeedGivesOtherRows() throws Exception {
        Path other = folder.resolve("other.db");
        ShopGenerator.generate(other, 8, NOW);
        assertThat(digest(other)).isNotEqualTo(digest(shop));
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken.db"), "mine");
        assertThatThrownBy(() -> ShopGenerator.generate(taken, 7, NOW)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(taken).hasContent("mine");
    }

    @Test
    void theShopHasTheSizeThatItPromises() throws SQLException {
        assertThat(column("SELECT count(*) FROM customers GROUP BY brand")).containsExactly("1000", "1000");
        assertThat(column("SELECT count(*) FROM orders")).containsExactly("8000");
        assertThat(column("SELECT count(*) FROM invoices")).containsExactly("8000");
        assertThat(column("SELECT count(*) FROM tickets")).containsExactly("1500");
        for (String table : tables()) {
            assertThat(column("SELECT count(*) > 10 FROM " + table)).as(table).containsExactly("1");
        }
    }

    @Test
    void everyReferenceHoldsAndNoneCrossesTenants() throws SQLException {
        assertThat(column("PRAGMA foreign_key_check")).isEmpty();
        assertThat(column("""
                        SELECT t.ticket_no FROM tickets t JOIN orders o USING (order_no)
                        WHERE t.customer_id <> o.customer_id""")).isEmpty();
        assertThat(column("SELECT lead_no FROM leads l JOIN campaigns k USING (campaign_no) WHERE l.brand <> k.brand"))
                .isEmpty();
    }

    @Test
    void bothTenantsKnowSomePeopleUnderOneAddressAndNoTenantKnowsOneTwice() throws SQLException {
        assertThat(column("SELECT a.email FROM customers a JOIN customers b USING (email) WHERE a.brand < b.brand"))
                .hasSize(40)
                .contains(facts.emailAtBothTenants());
        assertThat(column(
                        "SELECT email FROM customers GROUP BY brand, email HAVING email IS NOT NULL AND count(*) > 1"))
                .isEmpty();
    }

    @Test
    void someCustomersOfATenantShareNameAndPostcode() throws SQLException {
        assertThat(column("""
                        SELECT last_name FROM customers WHERE postcode IS NOT NULL
                        GROUP BY brand, first_name, last_name, postcode HAVING count(*) > 1""")).hasSizeGreaterThan(20);
    }

    @Test
    void ticketsHoldWhatPeopleWriteWithoutBeingAsked() throws SQLException {
        for (String leaked : List.of("c.email", "c.phone", "c.iban", "'4111 1111 1111 1111'", "c.last_name")) {
            assertThat(column("SELECT count(*) > 5 FROM ticket_messages JOIN tickets USING (ticket_no)"
                            + " JOIN customers c USING (customer_id) WHERE instr(body, " + leaked + ") > 0"))
                    .as(leaked)
                    .containsExactly("1");
        }
        assertThat(column("SELECT count(*) FROM ticket_messages WHERE instr(body, '{') > 0"))
                .containsExactly("0");
    }

    @Test
    void anInvoicesLinesAddUpToItsTotalAndTheTotalIsTheOrders() throws SQLException {
        assertThat(column("""
                        SELECT i.invoice_no FROM invoices i JOIN orders o USING (order_no)
                        WHERE i.total <> o.total OR round(i.net + i.tax, 2) <> i.total
                           OR i.total <> (SELECT round(sum(l.amount), 2) FROM invoice_lines l
                                          WHERE l.invoice_no = i.invoice_no)""")).isEmpty();
    }

    @Test
    void timesAreIsoTextInUtcAndNothingWasWrittenInTheFuture() throws SQLException {
        for (String at : List.of(
                "orders.placed_at",
                "tickets.updated_at",
                "ticket_messages.written_at",
                "shipments.delivered_at",
                "payments.paid_at",
                "customers.created_at",
                "accounts.last_login_at")) {
            String table = at.substring(0, at.indexOf('.'));
            assertThat(column("SELECT %1$s FROM %2$s WHERE %1$s NOT LIKE '____-__-__T__:__:__Z' OR %1$s > '%3$s'"
                            .formatted(at, table, NOW)))
                    .as(at)
                    .isEmpty();
        }
        assertThat(column("SELECT born FROM customers WHERE born NOT LIKE '____-__-__'"))
                .isEmpty();
    }

    @Test
    void keysAndCardNumbersAreTestValues() throws SQLException {
        assertThat(column("SELECT DISTINCT card_no FROM customers WHERE card_no IS NOT NULL ORDER BY 1"))
                .containsExactlyInAnyOrderElementsOf(People.CARDS);
        assertThat(column("SELECT DISTINCT substr(api_key, 3, 6) FROM credentials WHERE api_key IS NOT NULL"))
                .containsExactly("_test_");
        assertThat(column("SELECT DISTINCT substr(iban, 5, 8) FROM customers WHERE iban IS NOT NULL"))
                .containsExactly("00000000");
        assertThat(column("SELECT email FROM customers WHERE email NOT LIKE '%.example'"))
                .isEmpty();
    }

    @Test
    void theFactsAreTrue() throws SQLException {
        assertThat(column("SELECT customer_id FROM customers WHERE brand = 'acme' AND email = '" + facts.email() + "'"))
                .containsExactly(facts.customerId());
        assertThat(column("SELECT customer_id FROM orders WHERE order_no = '" + facts.orderNo() + "'"))
                .containsExactly(facts.customerId());
        assertThat(column("SELECT customer_id || status FROM tickets WHERE ticket_no = '" + facts.openTicketNo() + "'"))
                .containsExactly(facts.customerId() + "open");
        assertThat(facts.othersOrderNo()).startsWith("A-").isNotEqualTo(facts.orderNo());
        assertThat(facts.otherTenantsOrderNo()).startsWith("Z-");
    }

    private static List<String> tables() throws SQLException {
        return column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    }

    private static List<String> column(String sql) throws SQLException {
        return query(shop, sql).stream().map(List::getFirst).toList();
    }

    private static String digest(Path database) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String table : tables()) {
            for (List<String> row : query(database, "SELECT * FROM " + table + " ORDER BY 1")) {
                digest.update(row.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<List<String>> query(Path database, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
