package dev.remit.gateway.retail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the contract must release, computed from {@code db.json} and from nothing of ours: the loader, the database and
 * the gateway are what is tested.
 */
final class RetailFacts {
    private final JsonNode database;
    private final Map<String, String> productOf = new HashMap<>();

    RetailFacts(JsonNode database) {
        this.database = database;
        for (JsonNode product : database.get("products")) {
            product.get("variants")
                    .propertyNames()
                    .forEach(item ->
                            productOf.put(item, product.get("product_id").stringValue()));
        }
    }

    String email(String user) {
        return user(user).get("email").stringValue();
    }

    Map<String, @Nullable Object> customer(String id) {
        JsonNode user = user(id);
        Map<String, @Nullable Object> released = fields(user.get("name"), "first_name", "last_name");
        released.putAll(address(user));
        released.put("user_id", id);
        // Every address in this data is letters, digits and dots at example.com.
        released.put("email", email(id).charAt(0) + "••••@••••.com");
        return released;
    }

    List<Map<String, @Nullable Object>> paymentMethods(String user) {
        List<Map<String, @Nullable Object>> methods = new ArrayList<>();
        for (JsonNode method : user(user).get("payment_methods")) {
            Map<String, @Nullable Object> released = fields(method, "source", "brand", "last_four", "balance");
            released.put("payment_method_id", method.get("id").stringValue());
            methods.add(released);
        }
        return sorted(methods, "payment_method_id");
    }

    /** The user's orders as the user says them, not as the orders do. */
    List<Map<String, @Nullable Object>> orders(String user) {
        List<Map<String, @Nullable Object>> orders = new ArrayList<>();
        user(user).get("orders").forEach(id -> orders.add(order(id.stringValue())));
        return sorted(orders, "order_id");
    }

    Map<String, @Nullable Object> order(String id) {
        JsonNode order = rawOrder(id);
        Map<String, @Nullable Object> released = fields(order, "order_id", "status", "cancel_reason");
        released.putAll(address(order));
        return released;
    }

    List<Map<String, @Nullable Object>> orderItems(String order) {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (JsonNode item : rawOrder(order).get("items")) {
            items.add(with(fields(item, "item_id", "product_id", "name", "options", "price"), order));
        }
        return items;
    }

    List<Map<String, @Nullable Object>> payments(String order) {
        List<Map<String, @Nullable Object>> payments = new ArrayList<>();
        for (JsonNode payment : rawOrder(order).get("payment_history")) {
            payments.add(with(fields(payment, "transaction_type", "amount", "payment_method_id"), order));
        }
        return payments;
    }

    /** @param list {@code tracking_id} or {@code item_ids}: each of its values is one row */
    List<Map<String, @Nullable Object>> fulfilled(String order, String list, String field) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        int count = 0;
        for (JsonNode fulfillment : rawOrder(order).get("fulfillments")) {
            String id = order + "/" + ++count;
            fulfillment.get(list).forEach(value -> {
                Map<String, @Nullable Object> row = new TreeMap<>();
                row.put("fulfillment_no", id);
                row.put(field, value.stringValue());
                rows.add(with(row, order));
            });
        }
        return rows;
    }

    Map<String, @Nullable Object> product(String id) {
        return fields(rawProduct(id), "product_id", "name");
    }

    List<Map<String, @Nullable Object>> variants(String product) {
        List<Map<String, @Nullable Object>> variants = new ArrayList<>();
        rawProduct(product).get("variants").propertyNames().forEach(item -> variants.add(variant(item)));
        return sorted(variants, "item_id");
    }

    Map<String, @Nullable Object> variant(String item) {
        String product = Objects.requireNonNull(productOf.get(item), "no such item");
        Map<String, @Nullable Object> released =
                fields(rawProduct(product).get("variants").get(item), "item_id", "options", "available", "price");
        released.put("product_id", product);
        return released;
    }

    private JsonNode user(String id) {
        return database.get("users").required(id);
    }

    private JsonNode rawOrder(String id) {
        return database.get("orders").required(id);
    }

    private JsonNode rawProduct(String id) {
        return database.get("products").required(id);
    }

    private static Map<String, @Nullable Object> address(JsonNode of) {
        return fields(of.get("address"), RetailDatabase.ADDRESS.toArray(String[]::new));
    }

    private static Map<String, @Nullable Object> with(Map<String, @Nullable Object> row, String order) {
        row.put("order_id", order);
        return row;
    }

    private static Map<String, @Nullable Object> fields(JsonNode object, String... names) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        for (String name : names) {
            JsonNode value = object.get(name);
            fields.put(name, value == null ? null : Plain.of(value));
        }
        return fields;
    }

    private static List<Map<String, @Nullable Object>> sorted(List<Map<String, @Nullable Object>> rows, String key) {
        rows.sort(Comparator.comparing(row -> String.valueOf(row.get(key))));
        return rows;
    }
}
