package dev.remit.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.decision.Read;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.source.GuardedReader;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.testing.BreakableDisk;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileLayer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while a source does not answer: words by cause, and nobody waits for what is known to be down. */
class FallbackTest extends Shops {
    private static final Person ANNA = new Person("anna", "operator");

    private @Nullable Reason wrong;
    private final BreakableDisk disk = new BreakableDisk();
    private int asked;

    private final class Failing implements Reader {
        private final Reader real;

        Failing(Reader real) {
            this.real = real;
        }

        @Override
        public ReadResult read(Read read) {
            asked++;
            return wrong == null ? real.read(read) : new ReadResult.Failed(new SourceFailure(wrong, "resource x"));
        }

        @Override
        public SubjectResult subjects(SubjectQuery query) {
            return wrong == null
                    ? real.subjects(query)
                    : new SubjectResult.Failed(new SourceFailure(wrong, "resource x"));
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @BeforeEach
    void guarded() throws IOException {
        front.close();
        shop.workflow("order-help", SmallShop.ORDER_HELP + """
                fallback:
                  source_down: { say: The shop cannot be reached. }
                  source_slow: { say: That took too long. }
                """);
        front = shop.open(
                clock,
                FileLayer.system(),
                journal -> journal,
                reader -> new GuardedReader("shop", new Failing(reader), new Breaker("shop", clock)));
    }

    private void rules(String fallback) throws IOException {
        front.close();
        shop.workflow("order-help", SmallShop.ORDER_HELP + "fallback: { " + fallback + " }\n");
        front = shop.open(
                clock,
                disk,
                journal -> journal,
                reader -> new GuardedReader("shop", new Failing(reader), new Breaker("shop", clock)));
    }

    private List<Escalation> waiting() {
        return Objects.requireNonNull(front.escalations().waiting(ANNA));
    }

    @Test
    void whereTheContractSaysSoAFailureAsksAPersonAndTheWordsAreKept() throws IOException {
        rules("source_down: { say: A colleague looks at it., then: escalate }, source_slow: { say: Wait. }");
        String token = front.verified(helper, SmallShop.EMAIL);
        wrong = Reason.TIMEOUT;
        assertThat(say(token)).isEqualTo("Wait.");
        assertThat(waiting()).isEmpty();

        wrong = Reason.UNAVAILABLE;
        Problem refused = Refusals.of(front.call(token, "list_products", "{}"));
        assertThat(refused.code()).isEqualTo("source_unavailable");
        assertThat(refused.say()).isEqualTo("A colleague looks at it.");
        assertThat(waiting()).hasSize(1);
        Escalation asked = waiting().getFirst();
        assertThat(asked.by()).isEqualTo(Escalation.By.FALLBACK);
        assertThat(asked.topics()).isEmpty();
        assertThat(asked.where().subject()).isEqualTo("CUS-4711");
        wrong = null;
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("escalated");

        front.escalations().close(asked.id(), ANNA, front.context());
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        wrong = Reason.WRONG_SHAPE;
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("source_wrong_shape");
        assertThat(waiting()).hasSize(1).doesNotContain(asked);
    }

    @Test
    void whileItCannotBeVerifiedWhoTheCustomerIsAPersonIsAskedToo() throws IOException {
        rules("source_down: { say: A colleague looks at it., then: escalate }");
        String token = front.grant(helper);
        wrong = Reason.UNAVAILABLE;
        CallResult refused = front.call(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}");
        assertThat(Refusals.of(refused).say()).isEqualTo("A colleague looks at it.");
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void whatCannotBeMadeSafeGoesToAPerson() throws IOException {
        rules("detector_down: { say: A colleague will write., then: escalate }");
        String token = front.verified(helper, SmallShop.EMAIL);
        shop.sql(
                "UPDATE orders SET note = replace(hex(zeroblob(1048576)), '0', 'a') || 'x' WHERE order_no = 'ORD-777002'");
        Problem refused = Refusals.of(front.call(token, "get_order", "{\"order_no\":\"ORD-777002\"}"));
        assertThat(refused.code()).isEqualTo("shape_failed");
        assertThat(refused.say()).isEqualTo("A colleague will write.");
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void aPersonWhomNobodyAskedIsNotPromised() throws IOException {
        rules("source_down: { say: A colleague looks at it., then: escalate }");
        String token = front.verified(helper, SmallShop.EMAIL);
        wrong = Reason.UNAVAILABLE;
        disk.fillAfter(1); // the denial is on record, the escalation is not
        Problem refused = Refusals.of(front.call(token, "list_products", "{}"));
        assertThat(refused.code()).isEqualTo("journal_unavailable");
        assertThat(refused.say()).doesNotContain("colleague");
        assertThat(waiting()).isEmpty();
        disk.now(BreakableDisk.Fault.NONE);
    }

    private @Nullable String say(String token) {
        return Refusals.of(front.call(token, "list_products", "{}")).say();
    }

    @Test
    void theWordsSayWhatFailed() {
        String token = front.verified(helper, SmallShop.EMAIL);
        wrong = Reason.UNAVAILABLE;
        assertThat(say(token)).isEqualTo("The shop cannot be reached.");
        wrong = Reason.TIMEOUT;
        assertThat(say(token)).isEqualTo("That took too long.");
        wrong = Reason.TOO_LARGE;
        assertThat(say(token)).isNotNull().doesNotContain("reached", "too long");
        wrong = null;
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
    }

    @Test
    void aSourceThatTimesOutIsLeftAloneUntilOneCallerFindsItBack() {
        String token = front.verified(helper, SmallShop.EMAIL);
        wrong = Reason.TIMEOUT;
        for (int i = 0; i < 10; i++) {
            say(token);
        }
        int before = asked;
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("source_unavailable");
        assertThat(asked).isEqualTo(before);
        wrong = null;
        clock.advance(Duration.ofSeconds(6));
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void answersOfTheWrongShapeAreAnswers() {
        String token = front.verified(helper, SmallShop.EMAIL);
        for (Reason reason : new Reason[] {Reason.WRONG_SHAPE, Reason.TOO_LARGE}) {
            wrong = reason;
            for (int i = 0; i < 12; i++) {
                say(token);
            }
        }
        int before = asked;
        wrong = null;
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        assertThat(asked).isGreaterThan(before);
    }
}
