package dev.remit.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.decision.Read;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.source.GuardedReader;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileLayer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while a source does not answer: words by cause, and nobody waits for what is known to be down. */
class FallbackTest extends Shops {
    private @Nullable Reason wrong;
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
