package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payments and invoices: one of each per order. An invoice's lines add up to its total. */
final class Billing {
    private static final List<String> METHODS = List.of("card", "card", "transfer", "invoice");

    private Billing() {}

    static void write(Connection database, Dice dice, List<Order> orders) throws SQLException {
        try (Rows payments = Rows.into(
                        database,
                        "payments",
                        "payment_no",
                        "order_no",
                        "method",
                        "status",
                        "amount",
                        "paid_at",
                        "card_last4",
                        "processor_token");
                Rows invoices = Rows.into(
                        database,
                        "invoices",
                        "invoice_no",
                        "customer_id",
                        "order_no",
                        "issued_on",
                        "due_on",
                        "net",
                        "tax",
                        "total",
                        "status",
                        "ledger_note");
                Rows lines = Rows.into(
                        database, "invoice_lines", "line_no", "invoice_no", "kind", "description", "amount")) {
            for (Order order : orders) {
                String number = order.no().substring(2);
                boolean open = dice.percent(7);
                String status = order.status().equals("cancelled") ? "void" : open ? "open" : "paid";
                pay(dice, order, "PAY-" + number, status, payments);
                bill(dice, order, "INV-" + number, status, invoices, lines);
            }
        }
    }

    private static void pay(Dice dice, Order order, String number, String status, Rows payments) throws SQLException {
        String method = dice.pick(METHODS);
        boolean paid = status.equals("paid");
        payments.add(
                number,
                order.no(),
                method,
                paid ? "settled" : status.equals("void") ? "refunded" : "waiting",
                Dice.money(order.cents()),
                paid ? dice.after(order.placedAt(), 72) : null,
                method.equals("card") ? last4(order.customer().cardNo()) : null,
                String.join("_", "tok", "test", dice.hex(16)));
    }

    private static @Nullable String last4(@Nullable String cardNo) {
        return cardNo == null ? null : cardNo.substring(cardNo.length() - 4);
    }

    private static void bill(Dice dice, Order order, String number, String status, Rows invoices, Rows lines)
            throws SQLException {
        long total = order.cents();
        long net = Math.round(total / 1.19);
        LocalDate issued = Dice.day(order.placedAt());
        invoices.add(
                number,
                order.customer().id(),
                order.no(),
                issued,
                issued.plusDays(14),
                Dice.money(net),
                Dice.money(total - net),
                Dice.money(total),
                status,
                dice.percent(4) ? "second reminder; collections from day 45" : null);
        int position = 1;
        for (Order.Line line : order.lines()) {
            String what = line.quantity() + " x " + line.variant().product();
            lines.add(number + "-" + position++, number, "goods", what, Dice.money(line.cents()));
        }
        if (order.shippingCents() > 0) {
            lines.add(number + "-" + position, number, "shipping", "Delivery", Dice.money(order.shippingCents()));
        }
    }
}
