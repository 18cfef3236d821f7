package dev.remit.gateway.crowd;

import static dev.remit.gateway.crowd.CrowdedShop.named;
import static dev.remit.gateway.crowd.CrowdedShop.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.Wire.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixty-four callers at once on one budget, one key, one row, one approval: never over, never twice. After each test the
 * shop, the state and the ledger say the same, also after a restart.
 */
@Tag("slow")
abstract class CrowdTest {
    private static final int CROWD = 64;

    @TempDir
    Path directory;

    CrowdedShop shop;

    abstract CrowdDatabase database(Path of);

    @BeforeEach
    void open() throws IOException {
        shop = new CrowdedShop(directory, database(directory));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static <T> List<T> crowd(IntFunction<T> one) {
        return Shopfront.atOnce(IntStream.range(0, CROWD)
                .<Callable<T>>mapToObj(i -> () -> one.apply(i))
                .toList());
    }

    private static Map<String, Long> words(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::word, Collectors.counting()));
    }

    private static String note(int customer, int order) {
        return "{" + named(customer, order) + ",\"text\":\"late\"}";
    }

    @Test
    void aBudgetOfCallsPerGrantIsExact() throws IOException {
        List<String> grants = List.of(shop.grant(0), shop.grant(0), shop.grant(1));
        List<Answer> answers = crowd(i -> shop.call(grants.get(i % 3), "note_order", note(i % 3 / 2, i % 8)));
        assertThat(words(answers)).isEqualTo(Map.of("done", 21L, "budget_action", 43L));
        assertThat(shop.database.one("SELECT count(*) FROM notes")).isEqualTo("21");
        assertThat(shop.database.one("SELECT count(*) FROM notes WHERE customer_id = 'C1'"))
                .isEqualTo("7");
        assertThat(shop.used("note_order")).hasSize(3).allMatch(new BigDecimal(7)::equals);
        shop.balances();
        assertThat(words(crowd(i -> shop.call(grants.get(i % 3), "note_order", note(i % 3 / 2, 0)))))
                .isEqualTo(Map.of("budget_action", 64L));
        assertThat(shop.call(shop.grant(0), "note_order", note(0, 0)).word()).isEqualTo("done");
        shop.balances();
    }

    @Test
    void anAmountPerWorkflowIsExactOverManyGrantsAndCustomers() throws IOException {
        List<String> grants =
                IntStream.range(0, 16).mapToObj(i -> shop.grant(i % 4)).toList();
        List<Answer> answers =
                crowd(i -> shop.call(grants.get(i % 16), "credit_order", "{" + named(i % 4, i / 16) + "}"));
        assertThat(words(answers)).isEqualTo(Map.of("done", 13L, "budget_action", 51L));
        assertThat(sum()).isEqualByComparingTo("95.55");
        shop.balances();
        shop.database.run("UPDATE orders SET total = 4.45 WHERE order_no = '" + order(0, 7) + "'");
        shop.database.run("UPDATE orders SET total = 0.01 WHERE order_no = '" + order(0, 6) + "'");
        assertThat(words(crowd(i -> shop.call(grants.get(i % 4 * 4), "credit_order", "{" + named(0, 7) + "}"))))
                .isEqualTo(Map.of("done", 1L, "budget_action", 63L));
        assertThat(shop.call(shop.grant(0), "credit_order", "{" + named(0, 6) + "}")
                        .word())
                .isEqualTo("budget_action");
        assertThat(sum()).isEqualByComparingTo("100");
        assertThat(shop.used("credit_order"))
                .singleElement()
                .satisfies(used -> assertThat(used).isEqualByComparingTo("100"));
        shop.balances();
        shop.clock.advance(Duration.ofHours(24));
        assertThat(shop.call(shop.grant(0), "credit_order", "{" + named(0, 6) + "}")
                        .word())
                .isEqualTo("done");
    }

    private BigDecimal sum() {
        return new BigDecimal(shop.database.one("SELECT sum(amount) FROM credits")).stripTrailingZeros();
    }

    @Test
    void aBudgetPerCustomerIsExactOverManyGrants() throws IOException {
        List<String> grants =
                IntStream.range(0, 16).mapToObj(i -> shop.grant(i % 2)).toList();
        List<Answer> answers = crowd(i -> shop.call(grants.get(i % 16), "ring", "{}"));
        assertThat(words(answers)).isEqualTo(Map.of("done", 18L, "budget_action", 46L));
        assertThat(shop.database.all("SELECT count(*) FROM rings GROUP BY customer_id"))
                .containsExactly("9", "9");
        shop.balances();
        assertThat(shop.call(shop.grant(0), "ring", "{}").word()).isEqualTo("budget_action");
        assertThat(shop.call(shop.grant(2), "ring", "{}").word()).isEqualTo("done");
    }

    @Test
    void aKeyIsOneEffectAndOneAnswer() throws IOException {
        String grant = shop.grant(0);
        String one = "{" + named(0, 0) + ",\"text\":\"one\",\"idempotency_key\":\"k-1\"}";
        List<Answer> answers = crowd(i -> shop.call(grant, "note_order", one));
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(words(answers)).isEqualTo(Map.of("done", 64L));
        assertThat(shop.database.one("SELECT count(*) FROM notes")).isEqualTo("1");
        shop.balances();
        List<Answer> mixed =
                crowd(i -> shop.call(grant, "note_order", i % 2 == 0 ? one : one.replace("\"one\"", "\"two\"")));
        assertThat(words(mixed)).isEqualTo(Map.of("done", 32L, "idempotency_conflict", 32L));
        assertThat(mixed.get(0).body()).isEqualTo(answers.getFirst().body());
        assertThat(shop.used("note_order")).containsExactly(BigDecimal.ONE);
        List<Answer> race = crowd(i -> shop.call(
                grant, "note_order", one.replace("k-1", "k-2").replace("\"one\"", i % 2 == 0 ? "\"a\"" : "\"b\"")));
        assertThat(words(race)).isEqualTo(Map.of("done", 32L, "idempotency_conflict", 32L));
        assertThat(shop.database.one("SELECT count(*) FROM notes")).isEqualTo("2");
        String other = shop.grant(0);
        assertThat(shop.call(other, "note_order", one).operation())
                .as("a key is its conversation's")
                .isNotEqualTo(answers.getFirst().operation());
        shop.balances();
    }

    @Test
    void ofTwoActionsThatExcludeEachOtherOneWins() throws IOException {
        List<String> grants = List.of(shop.grant(0), shop.grant(0));
        for (int order = 0; order < 4; order++) {
            String cancel = "{" + named(0, order) + "}";
            String move = "{" + named(0, order) + ",\"address\":\"Elm Lane 1\"}";
            List<Answer> answers = crowd(i -> i % 2 == 0
                    ? shop.call(grants.get(i / 2 % 2), "cancel_order", cancel)
                    : shop.call(grants.get(i / 2 % 2), "move_order", move));
            assertThat(words(answers)).isEqualTo(Map.of("done", 1L, "condition_not_met", 63L));
            assertThat(shop.database.one("SELECT changes FROM orders WHERE order_no = '" + order(0, order) + "'"))
                    .isEqualTo("1");
        }
        assertThat(shop.count("cancel_order", Status.DONE) + shop.count("move_order", Status.DONE))
                .isEqualTo(4);
        shop.balances();
    }

    @Test
    void atMostTwentyOperationsOfAConversationWait() throws IOException {
        String grant = shop.grant(0);
        List<Answer> answers = crowd(i -> shop.call(grant, "pay_order", "{" + named(0, i % 8) + "}"));
        assertThat(words(answers)).isEqualTo(Map.of("waiting", 20L, "too_many_waiting", 44L));
        assertThat(shop.count("pay_order", Status.WAITING)).isEqualTo(20);
        assertThat(shop.database.one("SELECT count(*) FROM credits")).isEqualTo("0");
        shop.balances();
    }

    private List<String> accounts(String role) {
        return IntStream.range(0, CROWD)
                .mapToObj(i -> shop.account(role + i, role))
                .toList();
    }

    private String waiting(int customer, int order) {
        Answer answer = shop.call(shop.grant(customer), "pay_order", "{" + named(customer, order) + "}");
        assertThat(answer.word()).isEqualTo("waiting");
        return answer.operation();
    }

    @Test
    void ofSixtyFourApproversAsManyCountAsAreNeededAndItIsDoneOnce() throws IOException {
        List<String> people = accounts("approver");
        String operation = waiting(0, 0);
        String yes = shop.yes(operation);
        List<Answer> answers = crowd(i -> shop.desk(people.get(i), operation, "approve", yes));
        assertThat(words(answers)).isEqualTo(Map.of("waiting", 2L, "done", 1L, "not_waiting", 61L));
        assertThat(shop.database.one("SELECT count(*) FROM credits")).isEqualTo("1");
        assertThat(shop.operation(operation).votes()).hasSize(3);
        shop.balances();
        assertThat(words(crowd(i -> shop.desk(people.get(i), operation, "approve", yes))))
                .isEqualTo(Map.of("not_waiting", 64L));
        String alone = waiting(0, 1);
        String word = shop.yes(alone);
        assertThat(words(crowd(i -> shop.desk(people.getFirst(), alone, "approve", word))))
                .as("one person is one person")
                .isEqualTo(Map.of("waiting", 1L, "approved_already", 63L));
        shop.balances();
    }

    @Test
    void whoeverDecidesFirstDecidesAndAnExpiryIsADecision() throws IOException {
        List<String> people = accounts("approver");
        int paid = 0;
        for (int order = 0; order < 6; order++) {
            String operation = waiting(0, order);
            String yes = shop.yes(operation);
            boolean late = order % 2 == 1;
            List<Answer> answers = crowd(i -> switch (i % 4) {
                case 0 -> shop.desk(people.get(i), operation, "approve", yes);
                case 1 -> shop.desk(people.get(i), operation, "deny", "{\"note\":\"no\"}");
                case 2 -> shop.desk(people.get(i), operation, "drop", "{}");
                default -> {
                    if (late && i == 3) {
                        shop.clock.advance(Duration.ofMinutes(31));
                    }
                    shop.gateway.operations().expire(shop::chore);
                    yield shop.desk(people.get(i), operation, "approve", yes);
                }
            });
            Map<String, Long> words = words(answers);
            Status end = shop.operation(operation).status();
            assertThat(words.keySet()).isSubsetOf("waiting", "done", "denied", "dropped", "not_waiting", "expired");
            assertThat(words.getOrDefault("done", 0L)
                            + words.getOrDefault("denied", 0L)
                            + words.getOrDefault("dropped", 0L))
                    .as(words.toString())
                    .isEqualTo(end == Status.EXPIRED ? 0 : 1);
            assertThat(words.getOrDefault("waiting", 0L)).isLessThanOrEqualTo(2);
            paid += end == Status.DONE ? 1 : 0;
            assertThat(shop.database.one("SELECT count(*) FROM credits")).isEqualTo(String.valueOf(paid));
        }
        shop.balances();
    }

    @Test
    void whatSixtyFourTakeBackAtOnceIsTakenBackOnce() throws IOException {
        String grant = shop.grant(0);
        List<String> operators = accounts("operator");
        for (int order = 0; order < 3; order++) {
            String operation = shop.call(grant, "cancel_order", "{" + named(0, order) + "}")
                    .operation();
            List<Answer> answers = crowd(i -> i % 2 == 0
                    ? shop.call(grant, "undo_action", "{\"operation\":\"" + operation + "\"}")
                    : shop.desk(operators.get(i), operation, "undo", "{}"));
            assertThat(words(answers)).isEqualTo(Map.of("done", 1L, "not_undoable", 63L));
            assertThat(shop.database.one("SELECT changes FROM orders WHERE order_no = '" + order(0, order) + "'"))
                    .isEqualTo("2");
        }
        shop.balances();
    }

    /** Calls until it is told so, and says what it heard of calls that it began after something was thrown. */
    private List<String> afterIt(IntFunction<Answer> call, String last, Runnable thrown) {
        AtomicBoolean returned = new AtomicBoolean();
        CountDownLatch underWay = new CountDownLatch(CROWD);
        CountDownLatch over = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> after = new ConcurrentLinkedQueue<>();
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            int me = i;
            all.add(() -> {
                String word = "";
                while (!word.equals(last)) {
                    boolean before = !returned.get();
                    word = call.apply(me).word();
                    underWay.countDown();
                    if (!before) {
                        after.add(word);
                    }
                }
                over.await(); // all of them may have heard of it before it returned
                after.add(call.apply(me).word());
                return word;
            });
        }
        all.add(() -> {
            underWay.await();
            try {
                thrown.run();
            } finally {
                returned.set(true);
                over.countDown();
            }
            return "";
        });
        Shopfront.atOnce(all);
        return List.copyOf(after);
    }

    @Test
    void afterAStopReturnedNothingBegins() throws IOException {
        List<String> grants =
                IntStream.range(0, 8).mapToObj(i -> shop.grant(i % 4)).toList();
        List<String> after = afterIt(
                i -> i % 2 == 0
                        ? shop.call(grants.get(i % 8), "move_order", "{" + named(i % 4, i / 8) + ",\"address\":\"x\"}")
                        : shop.call(grants.get(i % 8), "cancel_order", "{" + named(i % 4, i / 8) + "}"),
                "stopped",
                () -> shop.gateway.stops().stop(new Target(What.WORKFLOW, "order-help"), "a test", "jane", false));
        assertThat(after).containsOnly("stopped");
        shop.balances();
        long done = shop.operations().stream()
                .filter(one -> one.status() == Status.DONE)
                .count();
        assertThat(shop.call(grants.getFirst(), "ring", "{}").word()).isEqualTo("stopped");
        shop.gateway.stops().resume(new Target(What.WORKFLOW, "order-help"), "a test", "jane");
        assertThat(shop.call(grants.getFirst(), "ring", "{}").word()).isEqualTo("done");
        assertThat(shop.database.one("SELECT count(*) FROM done")).isEqualTo(String.valueOf(done + 1));
    }

    @Test
    void afterARevocationReturnedNothingBegins() throws IOException {
        String grant = shop.grant(0);
        String other = shop.grant(1);
        List<String> after = afterIt(
                i -> shop.call(grant, "cancel_order", "{" + named(0, i % 8) + "}"),
                "unauthenticated",
                () -> assertThat(shop.revoke(grant).status()).isLessThan(300));
        assertThat(after).allMatch("unauthenticated"::equals);
        shop.balances();
        assertThat(shop.call(other, "cancel_order", "{" + named(1, 0) + "}").word())
                .isEqualTo("done");
    }

    @Test
    void whatWaitsForItsRowIsNotDoneAfterAStopOrARevocation() throws IOException, SQLException {
        String revoked = shop.grant(0);
        String stopped = shop.grant(1);
        List<Callable<Answer>> all = new ArrayList<>();
        Connection holding = shop.database.open();
        shop.database.hold(holding);
        for (int i = 0; i < 8; i++) {
            int order = i;
            all.add(() -> shop.call(revoked, "move_order", "{" + named(0, order) + ",\"address\":\"x\"}"));
            all.add(() -> shop.call(stopped, "cancel_order", "{" + named(1, order) + "}"));
        }
        all.add(() -> {
            Shopfront.await(() ->
                    shop.count("move_order", Status.STARTED) == 8 && shop.count("cancel_order", Status.STARTED) == 8);
            Answer over = shop.revoke(revoked);
            shop.gateway.stops().stop(new Target(What.ACTION, "cancel_order"), "a test", "jane", false);
            holding.close();
            return over;
        });
        assertThat(words(Shopfront.atOnce(all).subList(0, 16))).isEqualTo(Map.of("not_allowed", 8L, "stopped", 8L));
        assertThat(shop.database.all("SELECT order_no FROM orders WHERE changes > 0"))
                .isEmpty();
        assertThat(shop.used("cancel_order")).containsExactly(BigDecimal.ZERO);
        shop.balances();
    }

    @Test
    void budgetsAreExactOverRestartsUnderLoad() throws IOException {
        List<String> grants =
                IntStream.range(0, 8).mapToObj(i -> shop.grant(i % 4)).toList();
        int done = 0;
        for (int round = 0; round < 3; round++) {
            List<Answer> answers = Shopfront.atOnce(IntStream.range(0, 6)
                    .<Callable<Answer>>mapToObj(i ->
                            () -> shop.call(grants.get(i), "credit_order", "{" + named(i % 4, i) + "}"))
                    .toList());
            done += Collections.frequency(answers.stream().map(Answer::word).toList(), "done");
            assertThat(done).isEqualTo(Math.min(13, 6 * (round + 1)));
            assertThat(shop.database.one("SELECT count(*) FROM credits")).isEqualTo(String.valueOf(done));
            shop.balances();
        }
        assertThat(words(crowd(i -> shop.call(grants.get(i % 8), "credit_order", "{" + named(i % 4, 0) + "}"))))
                .isEqualTo(Map.of("budget_action", 64L));
        shop.balances();
    }
}
