package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What staff in the shops work with: bookings, and notes on what sells. */
final class ShopFloor {
    private static final int BOOKINGS = 900;
    private static final int NOTES = 600;
    private static final List<String> STORES = List.of("Mill Street", "Old Harbour", "Station Arch");
    private static final List<String> STAFF = List.of("Robin", "Sasha", "Toni", "Kim");
    private static final List<String> SERVICES = List.of("test ride", "tune-up", "fitting", "repair");
    private static final List<String> REMARKS = List.of(
            "Three people asked for it in moss this week.",
            "Sells better when it hangs next to the helmets.",
            "The small size runs large, let people try the next one down.",
            "{name} wants one put aside, call {phone}.",
            "Asked for a discount on two; write to {email} when the next delivery is in.",
            "The display model has a scratch on the left side.");

    private ShopFloor() {}

    static void write(Connection database, Dice dice, List<Customer> customers, List<Variant> variants)
            throws SQLException {
        book(database, dice, customers, variants);
        note(database, dice, customers, variants);
    }

    private static void book(Connection database, Dice dice, List<Customer> customers, List<Variant> variants)
            throws SQLException {
        Instant today = dice.now().truncatedTo(ChronoUnit.DAYS);
        try (Rows rows = Rows.into(
                database,
                "bookings",
                "booking_no",
                "brand",
                "store",
                "service",
                "product",
                "status",
                "starts_at",
                "staff",
                "customer_id",
                "customer_name",
                "customer_phone")) {
            for (int i = 0; i < BOOKINGS; i++) {
                Customer customer = dice.pick(customers);
                boolean walkIn = dice.percent(15);
                int day = dice.between(-60, 21);
                rows.add(
                        "B-%05d".formatted(i + 1),
                        customer.brand(),
                        dice.pick(STORES),
                        dice.pick(SERVICES),
                        dice.pick(variants).product(),
                        dice.percent(8) ? "cancelled" : day < 0 ? "done" : "booked",
                        today.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(dice.between(18, 34) * 30L)),
                        dice.percent(80) ? dice.pick(STAFF) : null,
                        walkIn ? null : customer.id(),
                        walkIn ? null : customer.fullName(),
                        walkIn ? null : customer.phone());
            }
        }
    }

    private static void note(Connection database, Dice dice, List<Customer> customers, List<Variant> variants)
            throws SQLException {
        try (Rows rows =
                Rows.into(database, "sales_notes", "note_no", "brand", "store", "sku", "written_at", "staff", "body")) {
            for (int i = 0; i < NOTES; i++) {
                Customer customer = dice.pick(customers);
                String phone = customer.phone();
                String email = customer.email();
                rows.add(
                        "N-%05d".formatted(i + 1),
                        customer.brand(),
                        dice.pick(STORES),
                        dice.pick(variants).productSku(),
                        dice.within(90),
                        dice.percent(85) ? dice.pick(STAFF) : null,
                        dice.pick(REMARKS)
                                .replace("{name}", customer.fullName())
                                .replace("{phone}", phone == null ? "the number on file" : phone)
                                .replace("{email}", email == null ? "the address on file" : email));
            }
        }
    }
}
