package dev.remit.gateway.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.breaker.Breaker.State;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What does not answer is left alone, and asked again by one caller at a time. */
class BreakerTest {
    private static final String WELL = "well";
    private static final String DOWN = "down";
    private static final String REFUSED = "refused";

    private final TestClock clock = new TestClock();
    private final Breaker breaker = new Breaker("shop", clock);
    private final AtomicInteger asked = new AtomicInteger();

    private String call(String answer) {
        return breaker.call(
                () -> {
                    asked.incrementAndGet();
                    return answer;
                },
                DOWN::equals,
                () -> REFUSED);
    }

    private void failing(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(call(DOWN)).isEqualTo(DOWN);
        }
    }

    @Test
    void afterAFewFailuresNobodyAsksForAWhile() {
        failing(Breaker.FEWEST - 1);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        failing(1);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        clock.advance(Breaker.PAUSE.minusMillis(1));
        assertThat(call(WELL)).isEqualTo(REFUSED);
        assertThat(asked).hasValue(Breaker.FEWEST);
        clock.advance(Duration.ofMillis(2));
        assertThat(call(WELL)).isEqualTo(WELL);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aFailedTrialLeavesItAloneAgain() {
        failing(Breaker.FEWEST);
        clock.advance(Breaker.PAUSE.plusMillis(1));
        assertThat(call(DOWN)).isEqualTo(DOWN);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(call(WELL)).isEqualTo(REFUSED);
    }

    @Test
    void fewFailuresAmongManyAnswersDoNotOpenIt() {
        for (int i = 0; i < 50; i++) {
            assertThat(call(i % 3 == 0 ? DOWN : WELL)).isNotEqualTo(REFUSED);
        }
        for (int i = 0; i < Breaker.WINDOW; i++) {
            assertThat(call(WELL)).isEqualTo(WELL);
        }
        failing(Breaker.WINDOW / 2 - 1);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        failing(1);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void oneCallerAtATimeTriesAgain() throws Exception {
        failing(Breaker.FEWEST);
        clock.advance(Breaker.PAUSE.plusMillis(1));
        asked.set(0);
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<String> trial = CompletableFuture.supplyAsync(() -> breaker.call(
                () -> {
                    trying.countDown();
                    awaitQuietly(answer);
                    return WELL;
                },
                DOWN::equals,
                () -> REFUSED));
        trying.await();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        List<String> others = Shopfront.atOnce(16, () -> call(WELL));
        assertThat(others).containsOnly(REFUSED);
        assertThat(asked).hasValue(0);
        answer.countDown();
        assertThat(trial.join()).isEqualTo(WELL);
        assertThat(call(WELL)).isEqualTo(WELL);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTrialThatThrowsCountsAsNothingAndTheNextMayTry() {
        failing(Breaker.FEWEST);
        clock.advance(Breaker.PAUSE.plusMillis(1));
        assertThatThrownBy(() -> breaker.call(
                        () -> {
                            throw new IllegalStateException("a mistake in here");
                        },
                        DOWN::equals,
                        () -> REFUSED))
                .isInstanceOf(IllegalStateException.class);
        assertThat(call(WELL)).isEqualTo(WELL);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }
}
