package dev.remit.gateway.retail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shop as its policy says it must become: {@code db.json} in memory, and what each write does to it. Computed from the
 * benchmark's policy and from nothing of ours; what the gateway and the database made of the same writes is compared with
 * it, row by row.
 */
final class RetailModel {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, SortedMap<String, String>> orders = new HashMap<>();
    private final Map<String, SortedMap<String, String>> users = new HashMap<>();
    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Map<String, List<Payment>> payments = new HashMap<>();
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Line> variants = new HashMap<>();

    record Line(String item, String product, BigDecimal price, String options) {}

    record Payment(String type, BigDecimal amount, String method) {}

    record Method(String user, String source, BigDecimal balance) {}

    RetailModel(JsonNode database) {
        for (JsonNode product : database.get("products")) {
            for (JsonNode variant : product.get("variants")) {
                variants.put(
                        text(variant, "item_id"),
                        new Line(
                                text(variant, "item_id"),
                                text(product, "product_id"),
                                variant.get("price").decimalValue(),
                                JSON.writeValueAsString(variant.get("options"))));
            }
        }
        for (JsonNode user : database.get("users")) {
            SortedMap<String, String> row = new TreeMap<>();
            RetailDatabase.ADDRESS.forEach(part -> row.put(part, text(user.get("address"), part)));
            users.put(text(user, "user_id"), row);
            for (JsonNode method : user.get("payment_methods")) {
                methods.put(
                        text(method, "id"),
                        new Method(
                                text(user, "user_id"),
                                text(method, "source"),
                                method.has("balance") ? method.get("balance").decimalValue() : BigDecimal.ZERO));
            }
        }
        for (JsonNode order : database.get("orders")) {
            String id = text(order, "order_id");
            SortedMap<String, String> row = new TreeMap<>();
            RetailDatabase.ADDRESS.forEach(part -> row.put(part, text(order.get("address"), part)));
            row.put("status", text(order, "status"));
            orders.put(id, row);
            List<Line> items = new ArrayList<>();
            order.get("items")
                    .forEach(item -> items.add(new Line(
                            text(item, "item_id"),
                            text(item, "product_id"),
                            item.get("price").decimalValue(),
                            JSON.writeValueAsString(item.get("options")))));
            lines.put(id, items);
            List<Payment> paid = new ArrayList<>();
            order.get("payment_history")
                    .forEach(payment -> paid.add(new Payment(
                            text(payment, "transaction_type"),
                            payment.get("amount").decimalValue(),
                            text(payment, "payment_method_id"))));
            payments.put(id, paid);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).stringValue();
    }

    /** Does one write of the benchmark, which succeeded there. */
    void write(String name, JsonNode args, String owner) {
        switch (name) {
            case "cancel_pending_order" -> cancel(text(args, "order_id"), text(args, "reason"));
            case "modify_pending_order_address" ->
                RetailDatabase.ADDRESS.forEach(part -> order(args).put(part, text(args, part)));
            case "modify_user_address" ->
                RetailDatabase.ADDRESS.forEach(
                        part -> Objects.requireNonNull(users.get(owner)).put(part, text(args, part)));
            case "modify_pending_order_items" -> modify(args);
            case "return_delivered_order_items" -> order(args).put("status", "return requested");
            case "exchange_delivered_order_items" -> order(args).put("status", "exchange requested");
            default -> throw new IllegalArgumentException("no write of this name");
        }
    }

    private SortedMap<String, String> order(JsonNode args) {
        return Objects.requireNonNull(orders.get(text(args, "order_id")));
    }

    private List<Payment> paid(String order) {
        return Objects.requireNonNull(payments.get(order));
    }

    private void cancel(String order, String reason) {
        for (Payment payment : List.copyOf(paid(order))) {
            paid(order).add(new Payment("refund", payment.amount(), payment.method()));
            credit(payment.method(), payment.amount());
        }
        Objects.requireNonNull(orders.get(order)).put("status", "cancelled");
        Objects.requireNonNull(orders.get(order)).put("cancel_reason", reason);
    }

    private void modify(JsonNode args) {
        String order = text(args, "order_id");
        List<Line> items = Objects.requireNonNull(lines.get(order));
        BigDecimal difference = BigDecimal.ZERO;
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < args.get("item_ids").size(); i++) {
            String old = args.get("item_ids").get(i).stringValue();
            Line chosen = Objects.requireNonNull(
                    variants.get(args.get("new_item_ids").get(i).stringValue()));
            int at = 0;
            while (!items.get(at).item().equals(old) || taken.contains(at)) {
                at++;
            }
            taken.add(at);
            difference = difference.add(chosen.price()).subtract(items.get(at).price());
            items.set(at, new Line(chosen.item(), items.get(at).product(), chosen.price(), chosen.options()));
        }
        BigDecimal exactly = difference.setScale(2, RoundingMode.HALF_UP);
        String method = text(args, "payment_method_id");
        paid(order).add(new Payment(exactly.signum() > 0 ? "payment" : "refund", exactly.abs(), method));
        credit(method, exactly.negate());
        Objects.requireNonNull(orders.get(order)).put("status", "pending (item modified)");
    }

    private void credit(String method, BigDecimal amount) {
        methods.computeIfPresent(
                method,
                (id, known) -> known.source().equals("gift_card")
                        ? new Method(
                                known.user(), known.source(), known.balance().add(amount))
                        : known);
    }

    /** All of it as text, sorted: the same as {@link #stored} if the database holds the same. */
    SortedMap<String, String> expected() {
        SortedMap<String, String> all = new TreeMap<>();
        orders.forEach((id, row) -> {
            all.put("order " + id, row.toString());
            List<Line> items = Objects.requireNonNull(lines.get(id));
            for (int i = 0; i < items.size(); i++) {
                Line line = items.get(i);
                all.put("line " + id + "/" + (i + 1), line.item() + " " + plain(line.price()) + " " + line.options());
            }
            for (int i = 0; i < paid(id).size(); i++) {
                Payment payment = paid(id).get(i);
                all.put(
                        "payment " + id + "/" + (i + 1),
                        payment.type() + " " + plain(payment.amount()) + " " + payment.method());
            }
        });
        users.forEach((id, row) -> all.put("user " + id, row.toString()));
        methods.forEach((id, method) -> all.put("method " + id, method.source() + " " + plain(method.balance())));
        return all;
    }

    /** What the database holds of the same. */
    static SortedMap<String, String> stored(String url) throws SQLException {
        SortedMap<String, String> all = new TreeMap<>();
        String address = String.join(", ", RetailDatabase.ADDRESS);
        try (Connection connection = DriverManager.getConnection(url)) {
            each(connection, "SELECT order_id, status, cancel_reason, " + address + " FROM orders", row -> {
                SortedMap<String, String> values = address(row);
                values.put("status", row.getString("status"));
                if (row.getString("cancel_reason") != null) {
                    values.put("cancel_reason", row.getString("cancel_reason"));
                }
                all.put("order " + row.getString("order_id"), values.toString());
            });
            each(
                    connection,
                    "SELECT user_id, " + address + " FROM users",
                    row -> all.put(
                            "user " + row.getString("user_id"), address(row).toString()));
            each(
                    connection,
                    "SELECT * FROM order_items",
                    row -> all.put(
                            "line " + row.getString("order_item_no"),
                            row.getString("item_id") + " " + plain(row.getBigDecimal("price")) + " "
                                    + row.getString("options")));
            each(
                    connection,
                    "SELECT * FROM payments",
                    row -> all.put(
                            "payment " + row.getString("payment_no"),
                            row.getString("transaction_type") + " " + plain(row.getBigDecimal("amount")) + " "
                                    + row.getString("payment_method_id")));
            each(
                    connection,
                    "SELECT payment_method_id, source, coalesce(balance, 0) AS balance FROM payment_methods",
                    row -> all.put(
                            "method " + row.getString("payment_method_id"),
                            row.getString("source") + " " + plain(row.getBigDecimal("balance"))));
        }
        return all;
    }

    private interface Use {
        void of(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Use use) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                use.of(rows);
            }
        }
    }

    private static SortedMap<String, String> address(ResultSet row) throws SQLException {
        SortedMap<String, String> values = new TreeMap<>();
        for (String part : RetailDatabase.ADDRESS) {
            values.put(part, row.getString(part));
        }
        return values;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
