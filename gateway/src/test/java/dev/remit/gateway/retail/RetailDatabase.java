package dev.remit.gateway.retail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads the retail benchmark's {@code db.json} into PostgreSQL.
 *
 * <p>All or nothing, and nothing of it is dropped: a property that has no column is an error, and so is a table that is
 * there already.
 */
public final class RetailDatabase {
    /** The role that may select from these tables and do nothing else. It gets no password here. */
    public static final String READER = "retail_reader";

    /** What can be done in it, and by whom. */
    static final Path ACTIONS = Path.of("..", "examples", "retail", "database", "actions.sql");

    static final List<String> ADDRESS = List.of("address1", "address2", "city", "state", "country", "zip");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Tables tables;

    private RetailDatabase(Tables tables) {
        this.tables = tables;
    }

    /** {@code RetailDatabase DB_JSON JDBC_URL}. */
    public static void main(String... arguments) throws IOException, SQLException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException(
                    "give two arguments: the path of db.json, and the JDBC URL to load into");
        }
        load(Path.of(arguments[0]), arguments[1]);
    }

    /**
     * Creates the tables in the default schema, fills them, and lets {@link #READER} read them.
     *
     * @param jdbcUrl with a user that may create tables and roles
     * @throws IllegalArgumentException if the file holds anything that the tables do not
     * @throws SQLException if a table is there already, or anything else fails; nothing is changed then
     */
    public static void load(Path dbJson, String jdbcUrl) throws IOException, SQLException {
        JsonNode database = read(dbJson);
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : RetailSchema.STATEMENTS) {
                statement.execute(each);
            }
            try (Tables tables = new Tables(connection)) {
                new RetailDatabase(tables).fill(database);
            }
            statement.execute(RetailSchema.ROLE_IF_MISSING.formatted(READER));
            statement.execute("GRANT SELECT ON " + RetailSchema.TABLES + " TO " + READER);
            statement.execute(Files.readString(ACTIONS));
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("ANALYZE " + RetailSchema.TABLES);
        }
    }

    static JsonNode read(Path json) throws IOException {
        return JSON.readTree(Files.readAllBytes(json));
    }

    private void fill(JsonNode database) throws SQLException {
        known(database, Set.of("users", "products", "orders"), Set.of());
        for (JsonNode user : database.get("users")) {
            user(user);
        }
        for (JsonNode product : database.get("products")) {
            product(product);
        }
        tables.flush();
        for (JsonNode order : database.get("orders")) {
            order(order);
        }
        tables.flush();
    }

    private void user(JsonNode user) throws SQLException {
        // Its orders say whose they are themselves.
        known(user, Set.of("user_id", "name", "address", "email", "payment_methods", "orders"), Set.of());
        JsonNode name = known(user.get("name"), Set.of("first_name", "last_name"), Set.of());
        String id = text(user, "user_id");
        Row row = tables.row("users")
                .put("user_id", id)
                .put("first_name", text(name, "first_name"))
                .put("last_name", text(name, "last_name"))
                .put("email", text(user, "email"));
        address(row, user.get("address")).add();
        for (JsonNode method : user.get("payment_methods")) {
            known(method, Set.of("source", "id"), Set.of("brand", "last_four", "balance"));
            tables.row("payment_methods")
                    .put("payment_method_id", text(method, "id"))
                    .put("user_id", id)
                    .put("source", text(method, "source"))
                    .put("brand", method.has("brand") ? text(method, "brand") : null)
                    .put("last_four", method.has("last_four") ? text(method, "last_four") : null)
                    .put(
                            "balance",
                            method.has("balance") ? method.get("balance").decimalValue() : null)
                    .add();
        }
    }

    private void product(JsonNode product) throws SQLException {
        known(product, Set.of("product_id", "name", "variants"), Set.of());
        tables.row("products")
                .put("product_id", text(product, "product_id"))
                .put("name", text(product, "name"))
                .add();
        for (JsonNode variant : product.get("variants")) {
            known(variant, Set.of("item_id", "options", "available", "price"), Set.of());
            tables.row("variants")
                    .put("item_id", text(variant, "item_id"))
                    .put("product_id", text(product, "product_id"))
                    .put("options", JSON.writeValueAsString(variant.get("options")))
                    .put("available", variant.get("available").booleanValue())
                    .put("price", variant.get("price").decimalValue())
                    .add();
        }
    }

    private void order(JsonNode order) throws SQLException {
        known(
                order,
                Set.of("order_id", "user_id", "status", "address", "items", "fulfillments", "payment_history"),
                Set.of("cancel_reason"));
        String id = text(order, "order_id");
        Row row = tables.row("orders")
                .put("order_id", id)
                .put("user_id", text(order, "user_id"))
                .put("status", text(order, "status"))
                .put("cancel_reason", order.has("cancel_reason") ? text(order, "cancel_reason") : null);
        address(row, order.get("address")).add();
        int line = 0;
        for (JsonNode item : order.get("items")) {
            known(item, Set.of("item_id", "product_id", "name", "options", "price"), Set.of());
            line++;
            tables.row("order_items")
                    .put("order_item_no", id + "/" + line)
                    .put("order_id", id)
                    .put("line_no", line)
                    .put("item_id", text(item, "item_id"))
                    .put("product_id", text(item, "product_id"))
                    .put("name", text(item, "name"))
                    .put("options", JSON.writeValueAsString(item.get("options")))
                    .put("price", item.get("price").decimalValue())
                    .add();
        }
        fulfillments(id, order.get("fulfillments"));
        int payments = 0;
        for (JsonNode payment : order.get("payment_history")) {
            known(payment, Set.of("transaction_type", "amount", "payment_method_id"), Set.of());
            payments++;
            tables.row("payments")
                    .put("payment_no", id + "/" + payments)
                    .put("order_id", id)
                    .put("transaction_type", text(payment, "transaction_type"))
                    .put("amount", payment.get("amount").decimalValue())
                    .put("payment_method_id", text(payment, "payment_method_id"))
                    .add();
        }
    }

    private void fulfillments(String order, JsonNode fulfillments) throws SQLException {
        int count = 0;
        for (JsonNode fulfillment : fulfillments) {
            known(fulfillment, Set.of("tracking_id", "item_ids"), Set.of());
            count++;
            String id = order + "/" + count;
            tables.row("fulfillments")
                    .put("fulfillment_no", id)
                    .put("order_id", order)
                    .add();
            parts(id, order, fulfillment.get("tracking_id"), "tracking", "tracking_no", "tracking_id");
            parts(id, order, fulfillment.get("item_ids"), "fulfillment_items", "fulfillment_item_no", "item_id");
        }
    }

    private void parts(String fulfillment, String order, JsonNode parts, String table, String key, String column)
            throws SQLException {
        int count = 0;
        for (JsonNode part : parts) {
            count++;
            tables.row(table)
                    .put(key, fulfillment + "/" + count)
                    .put("order_id", order)
                    .put("fulfillment_no", fulfillment)
                    .put(column, part.stringValue())
                    .add();
        }
    }

    private static Row address(Row row, JsonNode address) {
        known(address, Set.copyOf(ADDRESS), Set.of());
        for (String part : ADDRESS) {
            row.put(part, text(address, part));
        }
        return row;
    }

    private static JsonNode known(JsonNode object, Set<String> always, Set<String> sometimes) {
        for (String name : object.propertyNames()) {
            if (!always.contains(name) && !sometimes.contains(name)) {
                throw new IllegalArgumentException("there is no column for the property " + name);
            }
        }
        for (String name : always) {
            if (!object.has(name)) {
                throw new IllegalArgumentException("the property " + name + " is missing");
            }
        }
        return object;
    }

    /** Throws for anything but a string. */
    private static String text(JsonNode object, String name) {
        return object.get(name).stringValue();
    }
}
