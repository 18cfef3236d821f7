package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders with their items and shipments. */
final class Orders {
    private static final List<String> NOTES = List.of(
            "Please leave it with the neighbour.",
            "Ring twice, the bell is weak.",
            "Call me before you come: {phone}",
            "Not before five, thank you.");
    private static final List<String> CARRIERS = List.of("Swift Parcel", "Hedgehog Freight", "Kingfisher Post");

    private Orders() {}

    static List<Order> write(Connection database, Dice dice, List<Customer> customers, List<Variant> variants)
            throws SQLException {
        List<Order> orders = new ArrayList<>(ShopGenerator.ORDERS);
        try (Rows heads = Rows.into(
                        database,
                        "orders",
                        "order_no",
                        "customer_id",
                        "status",
                        "placed_at",
                        "total",
                        "currency",
                        "delivery_note",
                        "risk_score");
                Rows items = Rows.into(
                        database,
                        "order_items",
                        "item_no",
                        "order_no",
                        "variant_sku",
                        "product",
                        "quantity",
                        "unit_price",
                        "returnable");
                Rows shipments = Rows.into(
                        database,
                        "shipments",
                        "shipment_no",
                        "order_no",
                        "carrier",
                        "status",
                        "tracking_no",
                        "shipped_at",
                        "eta",
                        "delivered_at",
                        "door_code")) {
            for (int i = 0; i < ShopGenerator.ORDERS; i++) {
                Order order = order(dice, i, dice.pick(customers), variants);
                orders.add(order);
                heads.add(
                        order.no(),
                        order.customer().id(),
                        order.status(),
                        order.placedAt(),
                        Dice.money(order.cents()),
                        "EUR",
                        note(dice, order.customer()),
                        dice.percent(80) ? dice.between(0, 100) : null);
                for (int n = 0; n < order.lines().size(); n++) {
                    Order.Line line = order.lines().get(n);
                    items.add(
                            order.no() + "-" + (n + 1),
                            order.no(),
                            line.variant().sku(),
                            line.variant().product(),
                            line.quantity(),
                            Dice.money(line.variant().cents()),
                            dice.percent(90));
                }
                ship(dice, order, shipments);
            }
        }
        return orders;
    }

    private static Order order(Dice dice, int number, Customer customer, List<Variant> variants) {
        Instant placed = dice.percent(60) ? dice.within(120) : dice.within(900);
        List<Order.Line> lines = new ArrayList<>();
        for (int n = dice.between(1, 3); n > 0; n--) {
            lines.add(new Order.Line(dice.pick(variants), dice.percent(85) ? 1 : 2));
        }
        String letter = customer.brand().equals(ShopGenerator.TENANTS.getFirst()) ? "A" : "Z";
        return new Order(
                letter + "-" + (100_001 + number),
                customer,
                status(dice, placed),
                placed,
                lines,
                dice.percent(60) ? 490 : 0);
    }

    private static String status(Dice dice, Instant placed) {
        if (dice.percent(5)) {
            return "cancelled";
        }
        long days = Duration.between(placed, dice.now()).toDays();
        return days < 1
                ? "pending"
                : days < 3 ? "packed" : days < 9 ? "shipped" : dice.percent(6) ? "returned" : "delivered";
    }

    private static @Nullable String note(Dice dice, Customer customer) {
        String phone = customer.phone();
        return dice.percent(80) || phone == null ? null : dice.pick(NOTES).replace("{phone}", phone);
    }

    private static void ship(Dice dice, Order order, Rows shipments) throws SQLException {
        if (order.status().equals("cancelled") || order.status().equals("pending")) {
            return;
        }
        boolean packed = order.status().equals("packed");
        boolean arrived = order.status().equals("delivered") || order.status().equals("returned");
        Instant shipped = dice.after(order.placedAt().plus(Duration.ofHours(20)), 40);
        shipments.add(
                "SH-" + order.no().substring(2),
                order.no(),
                dice.pick(CARRIERS),
                packed ? "waiting" : arrived ? "delivered" : "on its way",
                packed ? null : "TRK" + dice.hex(9),
                packed ? null : shipped,
                Dice.day(order.placedAt()).plusDays(dice.between(4, 9)),
                arrived ? dice.after(shipped, 120) : null,
                dice.percent(6) ? "#" + dice.digits(4) : null);
    }
}
