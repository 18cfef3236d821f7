package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tickets and what was written in them, with all that people write where nobody asked for it. */
final class Tickets {
    private static final int TICKETS = 1_500;

    private final Dice dice;
    private final List<Customer> customers;
    private final Map<String, List<Order>> ordersOf;

    private Tickets(Dice dice, List<Customer> customers, List<Order> orders) {
        this.dice = dice;
        this.customers = customers;
        this.ordersOf = orders.stream()
                .collect(Collectors.groupingBy(order -> order.customer().id()));
    }

    static void write(Connection database, Dice dice, List<Customer> customers, List<Order> orders)
            throws SQLException {
        Tickets tickets = new Tickets(dice, customers, orders);
        try (Rows heads = Rows.into(
                        database,
                        "tickets",
                        "ticket_no",
                        "customer_id",
                        "order_no",
                        "topic",
                        "title",
                        "status",
                        "priority",
                        "queue",
                        "opened_at",
                        "updated_at",
                        "resolution");
                Rows messages = Rows.into(
                        database,
                        "ticket_messages",
                        "message_no",
                        "ticket_no",
                        "author",
                        "written_at",
                        "internal",
                        "body")) {
            for (int i = 0; i < TICKETS; i++) {
                tickets.add("T-%05d".formatted(i + 1), heads, messages);
            }
        }
    }

    private void add(String number, Rows heads, Rows messages) throws SQLException {
        Customer customer = dice.pick(customers);
        List<Order> orders = ordersOf.getOrDefault(customer.id(), List.of());
        Order order = orders.isEmpty() ? null : dice.pick(orders);
        Letters.Topic topic = dice.pick(Letters.TOPICS);
        boolean live = dice.percent(30);
        Instant opened = live ? dice.within(14) : dice.within(500);
        Instant last = opened;
        int count = dice.between(1, 5);
        for (int i = 0; i < count; i++) {
            boolean staff = i % 2 == 1;
            boolean internal = staff && dice.percent(25);
            List<String> letters = internal ? Letters.INTERNAL : staff ? topic.answers() : topic.letters();
            String body = fill(dice.pick(letters), customer, order);
            if (!staff && dice.percent(45)) {
                body += " " + fill(dice.pick(Letters.SLIPS), customer, order);
            }
            messages.add(number + "-" + (i + 1), number, staff ? "staff" : "customer", last, internal, body);
            if (i < count - 1) {
                last = dice.after(last, 30);
            }
        }
        heads.add(
                number,
                customer.id(),
                order == null ? null : order.no(),
                topic.name(),
                fill(dice.pick(topic.titles()), customer, order),
                live ? dice.pick(List.of("open", "open", "pending")) : "closed",
                dice.pick(List.of("low", "normal", "normal", "high")),
                topic.queue(),
                opened,
                last,
                live ? null : dice.pick(topic.resolutions()));
    }

    private String fill(String text, Customer customer, @Nullable Order order) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        return text.replace("{name}", customer.fullName())
                .replace("{email}", or(customer.email(), "my usual address"))
                .replace("{phone}", or(customer.phone(), "the number you have"))
                .replace("{card}", or(inFours(customer.cardNo()), "the one on file"))
                .replace("{iban}", or(customer.iban(), "the one on file"))
                .replace("{street}", or(customer.street(), "my old address"))
                .replace("{other}", or(dice.pick(customers).email(), "the address on file"))
                .replace("{order}", order == null ? "my last order" : order.no());
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static @Nullable String inFours(@Nullable String cardNo) {
        return cardNo == null ? null : cardNo.replaceAll("(\\d{4})(?=\\d)", "$1 ");
    }
}
