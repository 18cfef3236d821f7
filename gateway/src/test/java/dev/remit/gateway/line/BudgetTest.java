package dev.remit.gateway.line;

import static dev.remit.gateway.testing.Shopfront.atOnce;
import static dev.remit.gateway.testing.Shopfront.code;
import static dev.remit.gateway.testing.Shopfront.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A budget cannot be exceeded: not by parallel calls, not by retrying, not by restart, renewal or passing on. */
class BudgetTest extends Shops {
    private static final String PAST = "ORD-999001";

    private Usage usage(String token) {
        return front.usage(token);
    }

    private List<String> inParallel(String token, String tool, String arguments) {
        return atOnce(64, () -> front.outcome(token, tool, arguments));
    }

    @Test
    void callsAreExactUnderParallelCallersAndOverARestart() throws IOException {
        reopen("calls: 60", "calls: 20");
        String token = front.verified(helper, SmallShop.EMAIL);
        List<String> answers = inParallel(token, "get_customer", "{}");
        assertThat(Collections.frequency(answers, "budget_calls")).isEqualTo(64 - 19);
        assertThat(answers.stream().filter(one -> one.contains("Zanzibara"))).hasSize(19);
        reopen();
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("budget_calls");
    }

    @Test
    void rowsAreExactUnderParallelCallersAndOverARestart() throws IOException {
        reopen("rows: 200", "rows: 7");
        String token = front.grant(helper);
        atOnce(32, () -> front.outcome(token, "list_products", "{}"));
        assertThat(usage(token).rows()).isLessThanOrEqualTo(7);
        while (front.outcome(token, "list_products", "{\"limit\":1}").contains("sku")) {
            assertThat(usage(token).rows()).isLessThanOrEqualTo(7);
        }
        assertThat(usage(token).rows()).isEqualTo(7);
        reopen();
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("budget_rows");
    }

    @Test
    void bytesAreNeverExceededUnderParallelCallers() throws IOException {
        reopen("bytes: 1MiB", "bytes: 1KiB");
        String token = front.verified(helper, SmallShop.EMAIL);
        List<String> answers = atOnce(40, () -> front.outcome(token, "get_customer", "{}")).stream()
                .filter(one -> one.contains("Zanzibara"))
                .toList();
        long released = answers.stream().mapToLong(BudgetTest::bytes).sum();
        assertThat(released).isEqualTo(usage(token).bytes()).isLessThanOrEqualTo(1024);
        assertThat(1024 - released).isLessThan(bytes(answers.getFirst()));
        reopen();
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("budget_bytes");
    }

    @Test
    void missesAreExactUnderParallelCallersAndOverARestart() {
        String token = front.verified(helper, SmallShop.EMAIL);
        List<String> answers = atOnce(32, () -> front.outcome(token, "get_order", "{\"order_no\":\"" + PAST + "\"}"));
        assertThat(Collections.frequency(answers, "not_found")).isEqualTo(10);
        assertThat(Collections.frequency(answers, "budget_misses")).isEqualTo(22);
        reopen();
        assertThat(front.outcome(token, "get_order", "{\"order_no\":\"ORD-777001\"}"))
                .isEqualTo("budget_misses");
    }

    @Test
    void lookUpsThatFindSomethingAreNotRefusedForEachOther() throws IOException {
        reopen("misses: 10", "misses: 1");
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(atOnce(32, () -> front.outcome(token, "get_order", "{\"order_no\":\"ORD-777002\"}")))
                .allMatch(one -> one.contains("ORD-777002"));
    }

    @Test
    void aRateIsExactUnderParallelCallersAndBeginsAnew() throws IOException {
        reopen("calls_per_minute: 60", "calls_per_minute: 5");
        String token = front.grant(helper);
        List<String> answers = inParallel(token, "list_products", "{\"limit\":1}");
        assertThat(Collections.frequency(answers, "rate_limited")).isEqualTo(59);
        clock.advance(Duration.ofMinutes(1));
        assertThat(front.outcome(token, "list_products", "{\"limit\":1}")).contains("sku");
    }

    @Test
    void aKilledGatewaysBudgetIsNotBackAfterItsStart() throws IOException {
        reopen("calls: 60", "calls: 4");
        String token = front.grant(helper);
        for (int i = 0; i < 4; i++) {
            assertThat(front.outcome(token, "list_products", "{\"limit\":1}")).contains("sku");
        }
        Path copy = directory.resolve("copy");
        copy(shop.data(), copy);
        try (var again = shop.open(
                copy, new byte[32], clock, dev.remit.ledger.FileLayer.system(), journal -> journal, reader -> reader)) {
            assertThat(again.outcome(token, "list_products", "{\"limit\":1}")).isEqualTo("budget_calls");
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** As a kill would leave it: whatever is in the files now. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }

    @Test
    void renewingProlongsTimeAndNotBudgets() throws IOException {
        reopen("calls: 60", "calls: 3");
        String token = front.grant(helper);
        front.outcome(token, "list_products", "{\"limit\":1}");
        front.outcome(token, "list_products", "{\"limit\":1}");
        clock.advance(Duration.ofMinutes(19));
        String renewed = token(front.renew(helper, token));
        assertThat(front.outcome(token, "list_products", "{\"limit\":1}")).isEqualTo("unauthenticated");
        clock.advance(Duration.ofMinutes(19));
        assertThat(front.outcome(renewed, "list_products", "{\"limit\":1}")).contains("sku");
        assertThat(front.outcome(renewed, "list_products", "{\"limit\":1}")).isEqualTo("budget_calls");
    }

    @Test
    void noRenewalGoesOnBeyondTheConversationsEnd() {
        String token = front.grant(helper);
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(19));
            token = token(front.renew(helper, token));
        }
        assertThat(front.outcome(token, "list_products", "{}")).contains("sku");
        clock.advance(Duration.ofMinutes(3));
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("unauthenticated");
        assertThat(code(front.renew(helper, token))).isEqualTo("not_allowed");
    }

    @Test
    void ofManyRenewalsOfOneTokenAtOnceOneIsGood() {
        String token = front.grant(helper);
        List<String> codes = atOnce(16, () -> code(front.renew(helper, token)));
        assertThat(codes).containsOnlyOnce("opened");
        assertThat(Collections.frequency(codes, "not_allowed")).isEqualTo(15);
    }

    @Test
    void aPartsSpendingCountsForTheWholeAndOwnBudgetsHoldOverARestart() throws IOException {
        reopen("calls: 60", "calls: 10");
        String token = front.grant(helper);
        String part = front.delegate(token, new Narrowing(null, 4, 3, null));
        String partOfPart = front.delegate(part, new Narrowing(null, 60, 200, null));
        List<String> answers = atOnce(16, () -> front.outcome(partOfPart, "list_products", "{\"limit\":1}"));
        assertThat(Collections.frequency(answers, "budget_calls")).isEqualTo(12);
        assertThat(answers.stream().filter(one -> one.contains("sku")).count()).isLessThanOrEqualTo(3);
        reopen();
        assertThat(front.outcome(part, "list_products", "{}")).isEqualTo("budget_calls");
        assertThat(front.outcome(partOfPart, "list_products", "{}")).isEqualTo("budget_calls");
        for (int i = 0; i < 6; i++) {
            assertThat(front.outcome(token, "list_products", "{\"limit\":1}")).contains("sku");
        }
        assertThat(front.outcome(token, "list_products", "{\"limit\":1}")).isEqualTo("budget_calls");
    }

    @Test
    void grantsPerHourAreExactUnderParallelCallersAndOverARestart() throws IOException {
        reopen("calls_per_minute: 60", "calls_per_minute: 60, grants_per_hour: 5");
        List<String> codes = atOnce(32, () -> code(front.open(helper, "order-help", "acme", null)));
        assertThat(Collections.frequency(codes, "opened")).isEqualTo(5);
        assertThat(Collections.frequency(codes, "grant_limit")).isEqualTo(27);
        reopen();
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("grant_limit");
        clock.advance(Duration.ofHours(1));
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("opened");
    }

    @Test
    void customersPerHourAreCountedOnceEachAndExactUnderParallelCallers() throws IOException {
        reopen("calls_per_minute: 60", "calls_per_minute: 60, subjects_per_hour: 1");
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String token = front.grant(helper);
            String email = i % 2 == 0 ? SmallShop.EMAIL : SmallShop.OTHER_EMAIL;
            all.add(() -> front.outcome(token, "verify_customer", "{\"email\":\"" + email + "\"}"));
        }
        List<String> answers = atOnce(all);
        assertThat(Collections.frequency(answers, "subject_limit")).isEqualTo(8);
        assertThat(answers.stream().filter(one -> one.contains("true"))).hasSize(8);
    }

    @Test
    void aCustomerOfTheHourBeforeCountsInTheNextOne() throws IOException {
        reopen("calls_per_minute: 60", "calls_per_minute: 60, subjects_per_hour: 2");
        front.verified(helper, SmallShop.EMAIL);
        clock.advance(Duration.ofMinutes(59));
        front.verified(helper, SmallShop.OTHER_EMAIL);
        clock.advance(Duration.ofMinutes(2));
        front.verified(helper, SmallShop.OTHER_EMAIL);
        front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(front.grant(helper), "verify_customer", "{\"email\":\"twin1@t.example\"}"))
                .isEqualTo("subject_limit");
    }
}
