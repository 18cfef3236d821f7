package dev.remit.gateway.line;

import static dev.remit.gateway.testing.Shopfront.code;
import static dev.remit.gateway.testing.Shopfront.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.decision.Read;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What an agent tries that has a contract and wants more than it says. */
class OverreachTest extends Shops {
    private static final Narrowing ALL = new Narrowing(null, null, null, null);

    private String verify(String claim) {
        return front.outcome(front.grant(helper), "verify_customer", claim);
    }

    private static String email(String address) {
        return "{\"email\":\"" + address + "\"}";
    }

    /** Reads of customers wait. */
    private record Waiting(Reader real, CountDownLatch begun, CountDownLatch end) implements Reader {
        @Override
        public ReadResult read(Read read) {
            if (read.resource().name().equals("customer")) {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return real.read(read);
        }

        @Override
        public SubjectResult subjects(SubjectQuery query) {
            return real.subjects(query);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Test
    void whatIsKeptApartIsNotBroughtTogetherByCallsAtOnce() throws Exception {
        reopen("boundary:", "apart: [[personal, financial]]\nboundary:");
        front.close();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        front = shop.open(clock, FileLayer.system(), journal -> journal, reader -> new Waiting(reader, begun, end));
        String token = front.verified(helper, SmallShop.EMAIL);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> customer = threads.submit(() -> front.outcome(token, "get_customer", "{}"));
            begun.await();
            Future<String> orders = threads.submit(() -> front.outcome(token, "list_orders", "{}"));
            Shopfront.await(() -> front.usage(token).calls() == 3);
            end.countDown();
            assertThat(customer.get()).contains("Zanzibara");
            assertThat(orders.get()).isEqualTo("classes_apart");
        }
        String another = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(another, "list_orders", "{}")).contains("ORD-777001");
    }

    @Test
    void aReadThatFindsNothingKeepsNothingApart() throws IOException {
        reopen("boundary:", "apart: [[personal, financial]]\nboundary:");
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "get_order", "{\"order_no\":\"ORD-999001\"}"))
                .isEqualTo("not_found");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void anAgentAtItsLimitOfCustomersDoesNotLearnWhoIsOne() throws IOException {
        reopen("calls_per_minute: 60", "calls_per_minute: 60, subjects_per_hour: 1");
        front.verified(helper, SmallShop.EMAIL);
        assertThat(verify(email(SmallShop.OTHER_EMAIL)))
                .isEqualTo(verify(email("nobody@x.example")))
                .isEqualTo("subject_limit");
        assertThat(verify(email(SmallShop.EMAIL))).contains("true");
    }

    @Test
    void anAgentAtItsLimitOfCustomersStillSpendsAttempts() throws IOException {
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP
                        .replace("attempts_per_agent: 100", "attempts_per_agent: 3")
                        .replace("calls_per_minute: 60", "calls_per_minute: 60, subjects_per_hour: 1"));
        reopen();
        front.verified(helper, SmallShop.EMAIL);
        List<String> answers = new ArrayList<>();
        for (String address : List.of(SmallShop.OTHER_EMAIL, "twin1@t.example", "twin2@t.example", "a@b.example")) {
            answers.add(verify(email(address)));
        }
        assertThat(answers).containsExactly("subject_limit", "subject_limit", "subject_limit", "verify_limit");
    }

    @Test
    void anAgentAtItsLimitOfGrantsDoesNotLearnWhichCasesThereAre() throws IOException {
        shop.workflow("case-help", SmallShop.CASE_HELP.replace("grant: 20m", "grants_per_hour: 1, grant: 20m"));
        reopen();
        assertThat(code(front.open(helper, "case-help", "acme", "TCK-31337"))).isEqualTo("opened");
        assertThat(code(front.open(helper, "case-help", "acme", "TCK-4"))).isEqualTo("grant_limit");
        assertThat(code(front.open(helper, "case-help", "acme", "TCK-NONE"))).isEqualTo("grant_limit");
    }

    @Test
    void liveCasesOfCustomersBeyondTheLimitAreCountedLikeCasesThatAreNot() throws IOException {
        shop.workflow("case-help", SmallShop.CASE_HELP.replace("grant: 20m", "subjects_per_hour: 1, grant: 20m"));
        reopen();
        assertThat(code(front.open(helper, "case-help", "acme", "TCK-31337"))).isEqualTo("opened");
        for (int i = 0; i < 100; i++) {
            assertThat(code(front.open(helper, "case-help", "acme", "TCK-4"))).isEqualTo("subject_limit");
        }
        assertThat(code(front.open(helper, "case-help", "acme", "TCK-4"))).isEqualTo("verify_limit");
    }

    @Test
    void oneNumberWrittenInManyWaysIsOneClaim() throws IOException {
        Path catalog = shop.folder().resolve("catalog/shop.yaml");
        Files.writeString(
                catalog,
                Files.readString(catalog)
                        .replace(
                                "postcode: { class: personal, kind: postcode }",
                                "postcode: { class: personal, kind: postcode }\n"
                                        + "      pin: { class: personal, type: decimal }"));
        shop.sql("ALTER TABLE customers ADD COLUMN pin NUMERIC", "UPDATE customers SET pin = 4711");
        reopen(
                "[last_name, postcode]], attempts: 3, attempts_per_value: 10",
                "[last_name, pin]], attempts: 3, attempts_per_value: 2");
        List<String> answers = new ArrayList<>();
        for (String number : List.of("4711", "4711.0", "47.11e2", "4711.00")) {
            answers.add(verify("{\"last_name\":\"Nobody" + answers.size() + "\",\"pin\":" + number + "}"));
        }
        assertThat(answers).containsExactly("verify_failed", "verify_failed", "verify_limit", "verify_limit");
    }

    @Test
    void aGrantIsPassedOnSoManyTimesAndNotWithoutEnd() {
        String token = front.grant(helper);
        for (int i = 0; i < 50; i++) {
            front.delegate(token, ALL);
        }
        assertThat(code(front.grants().delegate(token, ALL, front.context()))).isEqualTo("grant_limit");
        reopen();
        assertThat(code(front.grants().delegate(token, ALL, front.context()))).isEqualTo("grant_limit");
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        assertThat(front.delegate(front.grant(helper), ALL)).isNotEmpty();
    }

    @Test
    void aGrantIsRenewedSoOftenAndNotWithoutEnd() {
        String token = front.grant(helper);
        int renewals = 0;
        GrantResult next = front.renew(helper, token);
        while (next instanceof GrantResult.Opened && renewals < 700) {
            token = token(next);
            renewals++;
            next = front.renew(helper, token);
        }
        assertThat(renewals).isEqualTo(599);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
    }

    @Test
    void refusalsOfTwoKindsInTurnDoNotFillTheJournal() throws IOException {
        reopen("calls_per_minute: 60", "calls_per_minute: 2");
        String token = front.grant(helper);
        String part = front.delegate(token, new Narrowing(null, 1, null, null));
        front.outcome(part, "list_products", "{}");
        front.outcome(token, "list_products", "{}");
        assertThat(front.outcome(part, "list_products", "{}")).isEqualTo("budget_calls");
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("rate_limited");
        long before = front.store().journal().size();
        for (int i = 0; i < 10; i++) {
            front.outcome(part, "list_products", "{}");
            front.outcome(token, "list_products", "{}");
        }
        assertThat(front.store().journal().size()).isEqualTo(before);
    }

    @Test
    void theLengthOfACursorDoesNotTellTheLengthOfAKey() {
        String token = front.grant(helper);
        String first = cursor(front.outcome(token, "list_products", "{\"limit\":1}"));
        shop.sql("UPDATE products SET sku = 'S1-but-rather-longer-than-before' WHERE sku = 'S1'");
        String second = cursor(front.outcome(token, "list_products", "{\"limit\":1}"));
        assertThat(second).hasSameSizeAs(first).isNotEqualTo(first);
    }

    private static String cursor(String page) {
        return page.substring(page.indexOf("next_cursor") + 14, page.length() - 2);
    }
}
