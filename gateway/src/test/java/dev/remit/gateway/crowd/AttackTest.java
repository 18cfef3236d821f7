package dev.remit.gateway.crowd;

import static dev.remit.gateway.crowd.CrowdedShop.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.Wire.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent that was talked into it tries with actions, over the real wires: each next to what it may do. */
class AttackTest {
    private static final String NOWHERE = "01m7yrs40gzzzzzzzzzzzzzzzz";

    @TempDir
    Path directory;

    private CrowdedShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new CrowdedShop(directory, CrowdDatabase.sqlite(directory));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String asks(String operation) {
        return "{\"operation\":\"" + operation + "\"}";
    }

    @Test
    void anOperationOfAnotherIsAnsweredAsOneThatDoesNotExist() {
        String victim = shop.grant(0);
        String done = shop.call(victim, "cancel_order", "{" + named(0, 0) + "}").operation();
        String waits = shop.call(victim, "pay_order", "{" + named(0, 1) + "}").operation();
        for (int customer : new int[] {0, 1, 4}) {
            for (String tool : List.of("check_approval", "undo_action")) {
                String token = shop.grant(customer);
                // Two calls each, because every second one goes over the other wire.
                Answer rest = shop.call(token, tool, asks(NOWHERE)).blank();
                Answer mcp = shop.call(token, tool, asks(NOWHERE)).blank();
                assertThat(rest.word()).isEqualTo("unknown_operation");
                for (String operation : List.of(done, waits)) {
                    assertThat(shop.call(token, tool, asks(operation)).blank()).isEqualTo(rest);
                    assertThat(shop.call(token, tool, asks(operation)).blank()).isEqualTo(mcp);
                }
            }
        }
        assertThat(shop.operation(done).undoneBy()).isNull();
        assertThat(shop.call(victim, "check_approval", asks(waits)).word()).isEqualTo("waiting");
        assertThat(shop.call(victim, "undo_action", asks(done)).word()).isEqualTo("done");
    }

    @Test
    void guessingOperationsEndsWithTheBudgetOfMisses() {
        String token = shop.grant(0);
        String mine = shop.call(token, "pay_order", "{" + named(0, 0) + "}").operation();
        for (int i = 0; i < 10; i++) {
            assertThat(shop.call(token, "check_approval", asks(NOWHERE.replace("z", "" + i)))
                            .word())
                    .isEqualTo("unknown_operation");
        }
        assertThat(shop.call(token, "check_approval", asks(NOWHERE)).word()).isEqualTo("budget_misses");
        assertThat(shop.call(token, "check_approval", asks(mine)).word())
                .as("whoever guessed too often is not told")
                .isEqualTo("budget_misses");
    }

    @Test
    void guessingRowsAtOnceEndsWithTheBudgetOfMisses() {
        String token = shop.grant(0);
        List<Callable<String>> guesses = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String guess = "{\"order_no\":\"O-9-" + i + "\",\"dry_run\":true}";
            guesses.add(() -> shop.call(token, "cancel_order", guess).word());
        }
        List<String> words = Shopfront.atOnce(guesses);
        assertThat(words).containsOnly("not_found", "budget_misses");
        assertThat(words.stream().filter("not_found"::equals)).hasSize(10);
        assertThat(shop.call(token, "cancel_order", "{" + named(0, 0) + ",\"dry_run\":true}")
                        .word())
                .isEqualTo("budget_misses");
        assertThat(shop.call(shop.grant(0), "cancel_order", "{" + named(0, 0) + "}")
                        .word())
                .isEqualTo("done");
    }

    @Test
    void whatAnothersCustomerSaysIsNotHeard() {
        String victim = shop.grant(0);
        String operation =
                shop.call(victim, "pay_order", "{" + named(0, 0) + "}").operation();
        String grant = shop.operation(operation).what().grant();
        for (String token : List.of(shop.grant(0), shop.grant(1), shop.grant(4))) {
            Answer other = shop.says(token, grant, "I want to talk to a lawyer");
            assertThat(other.status()).isNotEqualTo(200);
            assertThat(shop.says(token, NOWHERE, "I want to talk to a lawyer").blank())
                    .isEqualTo(other.blank());
        }
        assertThat(shop.gateway.escalations().waiting()).isZero();
        assertThat(shop.says(victim, grant, "Thank you").status()).isEqualTo(200);
    }

    @Test
    void anotherCustomersRowIsNotThere() {
        String token = shop.grant(0);
        Answer nowhere =
                shop.call(token, "cancel_order", "{\"order_no\":\"O-9-9\"}").blank();
        Answer overMcp =
                shop.call(token, "cancel_order", "{\"order_no\":\"O-9-9\"}").blank();
        for (int customer : new int[] {1, 4}) {
            assertThat(shop.call(token, "cancel_order", "{" + named(customer, 0) + "}")
                            .blank())
                    .isEqualTo(nowhere);
            assertThat(shop.call(token, "cancel_order", "{" + named(customer, 0) + "}")
                            .blank())
                    .isEqualTo(overMcp);
        }
        assertThat(nowhere.word()).isEqualTo("not_found");
        assertThat(shop.operations()).isEmpty();
        assertThat(shop.call(token, "cancel_order", "{" + named(0, 0) + "}").word())
                .isEqualTo("done");
    }

    private String tip(String amount, String points) {
        return "{" + named(0, 0) + ",\"amount\":" + amount + ",\"points\":" + points + "}";
    }

    @Test
    void aValueThatIsNotWhatItSeemsDoesNothing() {
        String token = shop.grant(0);
        for (String wrong : List.of(
                "-0.01",
                "-1e-30",
                "5.01",
                "1e400",
                "1e999999999",
                "1E+31",
                "1e-31",
                "NaN",
                "Infinity",
                "+1",
                "01",
                "0x1",
                "1_0",
                ".5",
                "1.",
                "\"1\"",
                "true",
                "null",
                "[1]",
                "{}",
                "[]",
                "1,\"amount\":2",
                "")) {
            nothing(token, "tip_order", tip(wrong, "1"));
        }
        for (String wrong :
                List.of("1.0", "1.5", "1e0", "11", "-1", "9223372036854775808", "\"1\"", "true", "null", "[1]")) {
            nothing(token, "tip_order", tip("0.1", wrong));
        }
        for (String more : List.of(
                "\"subject\":\"C1\"",
                "\"tenant\":\"beta\"",
                "\"operation\":\"x\"",
                "\"customer_id\":\"C1\"",
                "\"facts\":{\"amount\":0}",
                "\"args\":{}",
                "\"grant\":{}",
                "\"now\":\"2020-01-01T00:00:00Z\"",
                "\"__proto__\":{}",
                "\"constructor\":1",
                "\"toString\":1",
                "\"Order_no\":\"O-0-1\"",
                "\"order_no\":\"O-0-1\"",
                "\"order\\u005fno\":\"O-0-1\"",
                "\"\\uff4frder_no\":\"O-0-1\"",
                "\"order_no\\u0000\":\"O-0-1\"",
                "\"approved\":true",
                "\"confirm\":true",
                "\"dry_run\":\"false\"",
                "\"dry_run\":0",
                "\"dry_run\":null",
                "\"idempotency_key\":null",
                "\"idempotency_key\":1",
                "\"idempotency_key\":\"\"",
                "\"idempotency_key\":\"\\u001b[2J\"",
                "\"stated_reason\":\"\\u001b]0;title\\u0007\"",
                "\"stated_reason\":\"\\ud800\"",
                "\"stated_reason\":[\"x\"]")) {
            nothing(token, "tip_order", tip("0.1", "1").replace("}", "," + more + "}"));
        }
        nothing(token, "credit_order", "{" + named(0, 0) + ",\"amount\":0}");
        for (String order : List.of(
                "1",
                "true",
                "null",
                "[\"O-0-0\"]",
                "{\"$ne\":\"\"}",
                "\"O-0-0\\u0000\"",
                "\"O-0-0 \"",
                "\"o-0-0\"",
                "\"O-0-0' OR '1'='1\"",
                "\"%\"",
                "\"\\ufb00\"",
                "\"\"")) {
            nothing(token, "cancel_order", "{\"order_no\":" + order + "}");
        }
        assertThat(shop.operations()).isEmpty();
        assertThat(shop.database.one("SELECT count(*) FROM done")).isEqualTo("0");
        assertThat(shop.call(shop.grant(0), "tip_order", tip("0.1", "1")).word())
                .isEqualTo("done");
    }

    private void nothing(String token, String tool, String arguments) {
        for (int wire = 0; wire < 2; wire++) {
            Answer answer = shop.call(token, tool, arguments);
            assertThat(answer.status()).as(arguments + " " + answer.body()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void smallAmountsAddUpExactlyAndZeroIsNoWayAround() throws IOException {
        String token = shop.grant(0);
        for (String nothing : List.of("0", "-0", "-0.0", "0e5")) {
            assertThat(shop.call(token, "tip_order", tip(nothing, "1")).word())
                    .as(nothing)
                    .isEqualTo("done");
        }
        for (int i = 0; i < 14; i++) {
            assertThat(shop.call(token, "tip_order", tip(i % 2 == 0 ? "0.1" : "1e-1", "1"))
                            .word())
                    .isEqualTo("done");
        }
        assertThat(shop.call(token, "tip_order", tip("0.100000000000000000000000000001", "1"))
                        .word())
                .isEqualTo("budget_action");
        assertThat(shop.call(token, "tip_order", tip("0.10", "1")).word()).isEqualTo("done");
        assertThat(shop.call(shop.grant(0), "tip_order", tip("1e-30", "1")).word())
                .isEqualTo("budget_action");
        assertThat(shop.used("tip_order"))
                .singleElement()
                .satisfies(used -> assertThat(used).isEqualByComparingTo("1.5"));
        shop.balances();
    }

    @Test
    void aClockThatGoesBackOpensNoBudget() {
        String token = shop.grant(0);
        assertThat(shop.call(token, "tip_order", tip("1.5", "1")).word()).isEqualTo("done");
        shop.clock.advance(Duration.ofMinutes(-90));
        assertThat(shop.call(shop.grant(0), "tip_order", tip("0.1", "1")).word())
                .isEqualTo("budget_action");
        shop.clock.advance(Duration.ofMinutes(149));
        assertThat(shop.call(shop.grant(0), "tip_order", tip("0.1", "1")).word())
                .isEqualTo("budget_action");
        shop.clock.advance(Duration.ofMinutes(1));
        assertThat(shop.call(shop.grant(0), "tip_order", tip("0.1", "1")).word())
                .isEqualTo("done");
    }

    @Test
    void anApprovalThatExpiredIsOverWhereTheClockGoesBack() throws IOException {
        String operation =
                shop.call(shop.grant(0), "pay_order", "{" + named(0, 0) + "}").operation();
        String yes = shop.yes(operation);
        shop.clock.advance(Duration.ofMinutes(31));
        shop.gateway.operations().expire(shop::chore);
        shop.clock.advance(Duration.ofMinutes(-31));
        assertThat(shop.desk(shop.account("bob", "approver"), operation, "approve", yes)
                        .word())
                .isEqualTo("not_waiting");
        assertThat(shop.operation(operation).status()).isEqualTo(Status.EXPIRED);
        assertThat(shop.used("pay_order"))
                .singleElement()
                .satisfies(used -> assertThat(used).isEqualByComparingTo(BigDecimal.ZERO));
        shop.balances();
    }
}
