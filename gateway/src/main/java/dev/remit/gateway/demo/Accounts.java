package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What hangs on a customer: the account, its secrets, a service plan, and what the customer may have. */
final class Accounts {
    private static final List<String> PROGRAMMES = List.of("bike-leasing", "trade-in", "extended-warranty");

    private Accounts() {}

    static void write(Connection database, Dice dice, List<Customer> customers) throws SQLException {
        accounts(database, dice, customers);
        credentials(database, dice, customers);
        subscriptions(database, dice, customers);
        eligibility(database, dice, customers);
    }

    private static void accounts(Connection database, Dice dice, List<Customer> customers) throws SQLException {
        try (Rows rows = Rows.into(
                database,
                "accounts",
                "customer_id",
                "status",
                "email_confirmed",
                "app_version",
                "last_sync_at",
                "locked",
                "failed_logins",
                "second_factor",
                "last_login_at",
                "last_login_ip")) {
            for (Customer customer : customers) {
                boolean locked = dice.percent(6);
                boolean app = dice.percent(70);
                rows.add(
                        customer.id(),
                        locked ? "locked" : dice.percent(5) ? "closed" : "active",
                        dice.percent(88),
                        app ? "4." + dice.between(0, 9) : null,
                        app ? dice.within(60) : null,
                        locked,
                        locked ? dice.between(5, 9) : dice.between(0, 2),
                        dice.percent(30) ? "app" : null,
                        dice.within(90),
                        // RFC 5737 keeps this network for documentation.
                        "203.0.113." + dice.between(1, 254));
            }
        }
    }

    private static void credentials(Connection database, Dice dice, List<Customer> customers) throws SQLException {
        try (Rows rows = Rows.into(
                database, "credentials", "customer_id", "password_hash", "api_key", "recovery_codes", "changed_at")) {
            for (Customer customer : customers) {
                String codes = IntStream.range(0, 4).mapToObj(i -> dice.hex(8)).collect(Collectors.joining(" "));
                rows.add(
                        customer.id(),
                        "$made-up$" + dice.hex(43),
                        dice.percent(10) ? testKey(dice) : null,
                        codes,
                        dice.within(900));
            }
        }
    }

    /** Put together here, so that nothing that looks like a key stands in a source file. */
    private static String testKey(Dice dice) {
        return String.join("_", "sk", "test", dice.hex(24));
    }

    private static void subscriptions(Connection database, Dice dice, List<Customer> customers) throws SQLException {
        try (Rows rows = Rows.into(
                database,
                "subscriptions",
                "subscription_no",
                "customer_id",
                "plan",
                "status",
                "started_on",
                "renews_on",
                "monthly_price",
                "payment_state")) {
            int number = 1;
            for (Customer customer : customers) {
                if (!dice.percent(45)) {
                    continue;
                }
                int plan = dice.between(0, 2);
                boolean failed = dice.percent(8);
                boolean ended = dice.percent(15);
                LocalDate started = Dice.day(dice.after(customer.since(), 24 * 300));
                rows.add(
                        "S-%05d".formatted(number++),
                        customer.id(),
                        List.of("care", "care-plus", "care-pro").get(plan),
                        ended ? "ended" : failed ? "paused" : "active",
                        started,
                        ended ? null : Dice.day(dice.now()).plusDays(dice.between(1, 360)),
                        Dice.money(List.of(490L, 990L, 1_990L).get(plan)),
                        failed ? "failed" : "paid");
            }
        }
    }

    private static void eligibility(Connection database, Dice dice, List<Customer> customers) throws SQLException {
        try (Rows rows = Rows.into(
                database,
                "eligibility_checks",
                "check_no",
                "customer_id",
                "programme",
                "outcome",
                "reason",
                "decided_by",
                "decided_at",
                "valid_until",
                "credit_score")) {
            int number = 1;
            for (Customer customer : customers) {
                for (String programme : PROGRAMMES) {
                    if (dice.percent(70)) {
                        continue;
                    }
                    String outcome = dice.pick(List.of("yes", "yes", "no", "review"));
                    Instant decided = dice.within(400);
                    rows.add(
                            "E-%05d".formatted(number++),
                            customer.id(),
                            programme,
                            outcome,
                            reason(outcome),
                            decider(dice, outcome),
                            decided,
                            decided.plusSeconds(365L * 86_400),
                            dice.percent(60) ? dice.between(300, 850) : null);
                }
            }
        }
    }

    private static String reason(String outcome) {
        return switch (outcome) {
            case "yes" -> "all conditions are met";
            case "no" -> "customer for less than a year";
            default -> "a person has to look at this";
        };
    }

    /** A few rows are a model's suggestion, which must not count as a decision. */
    private static String decider(Dice dice, String outcome) {
        return outcome.equals("review") || dice.percent(12) ? "suggestion" : dice.percent(70) ? "rule" : "person";
    }
}
