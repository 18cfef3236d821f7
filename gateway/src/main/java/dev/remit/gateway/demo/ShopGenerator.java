package dev.remit.gateway.demo;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * Writes the SQLite database of a made-up bicycle shop with two brands.
 *
 * <p>The same seed and moment give the same rows. Names repeat on purpose, some addresses are known to both brands,
 * tickets hold what people really write into tickets, and there are columns that no agent may ever see. Every card
 * number, key, bank and phone number is one that is reserved for tests or fiction, or cannot exist.
 */
public final class ShopGenerator {
    /** The brands, which are the tenants. */
    public static final List<String> TENANTS = List.of("acme", "zenith");

    static final int CUSTOMERS = 2_000;
    static final int ORDERS = 8_000;

    private ShopGenerator() {}

    /**
     * Writes a new database; it appears under its name only when it is whole.
     *
     * @param file must not exist yet; its folder must
     * @param now what dates in the shop are recent to
     * @throws FileAlreadyExistsException where {@code file} exists: nothing is overwritten
     * @throws IOException where the database cannot be written
     */
    public static ShopFacts generate(Path file, long seed, Instant now) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        ShopFacts facts;
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + part)) {
            facts = write(database, seed, now);
        } catch (SQLException e) {
            throw new IOException("the shop's database could not be written to " + part, e);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return facts;
    }

    private static ShopFacts write(Connection database, long seed, Instant now) throws SQLException {
        run(
                database,
                List.of(
                        // Nobody reads the file before it is whole, so a crash may lose it.
                        "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -64000"));
        database.setAutoCommit(false);
        run(database, Schema.TABLES);
        List<Customer> customers = People.write(database, Dice.of(seed, "people", now));
        Accounts.write(database, Dice.of(seed, "accounts", now), customers);
        List<Variant> variants = Goods.write(database, Dice.of(seed, "goods", now));
        List<Order> orders = Orders.write(database, Dice.of(seed, "orders", now), customers, variants);
        Billing.write(database, Dice.of(seed, "billing", now), orders);
        Tickets.write(database, Dice.of(seed, "tickets", now), customers, orders);
        ShopFloor.write(database, Dice.of(seed, "floor", now), customers, variants);
        Marketing.write(database, Dice.of(seed, "marketing", now));
        HelpPages.write(database, Dice.of(seed, "help", now));
        run(database, Schema.INDEXES);
        run(database, List.of("ANALYZE"));
        ShopFacts facts = FactFinder.find(database, now);
        database.commit();
        return facts;
    }

    private static void run(Connection database, List<String> statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
