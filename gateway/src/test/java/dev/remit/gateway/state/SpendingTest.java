package dev.remit.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.state.Operation.Claim;
import dev.remit.gateway.state.Spending.Bounded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Budgets of actions over windows that end and begin again. */
class SpendingTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    private final Spending spending = new Spending();

    private static Claim claim(int amount, Instant at) {
        return new Claim("refunds", Duration.ofDays(1).toSeconds(), BigDecimal.valueOf(amount), at);
    }

    private boolean reserved(int amount, Instant now) {
        Bounded bounded = new Bounded(claim(amount, now), BigDecimal.valueOf(100));
        return Boolean.TRUE.equals(spending.reserve(List.of(bounded), now, changes -> true));
    }

    private void givenBack(int amount, Instant taken, Instant now) {
        spending.giveBack(List.of(claim(amount, taken)), now, changes -> changes);
    }

    private boolean exchanged(int before, Instant taken, int amount, Instant now) {
        Bounded bounded = new Bounded(claim(amount, now), BigDecimal.valueOf(100));
        return Boolean.TRUE.equals(
                spending.exchange(List.of(claim(before, taken)), List.of(bounded), now, changes -> true));
    }

    @Test
    void whatIsGivenBackInItsWindowCanBeTakenAgain() {
        assertThat(reserved(80, MONDAY)).isTrue();
        assertThat(reserved(80, MONDAY)).isFalse();
        givenBack(80, MONDAY, MONDAY.plusSeconds(60));
        assertThat(reserved(80, MONDAY.plusSeconds(61))).isTrue();
    }

    @Test
    void whatWasTakenOfAWindowThatIsOverIsNotGivenBackToTheNextOne() {
        assertThat(reserved(80, MONDAY)).isTrue();
        assertThat(reserved(90, TUESDAY)).isTrue();
        givenBack(80, MONDAY, TUESDAY.plusSeconds(60));
        assertThat(spending.used("refunds", TUESDAY)).isEqualByComparingTo("90");
        assertThat(reserved(80, TUESDAY.plusSeconds(61))).isFalse();
    }

    @Test
    void whatIsExchangedIsNotTakenOutOfAWindowThatNeverHeldIt() {
        assertThat(reserved(80, MONDAY)).isTrue();
        assertThat(reserved(90, TUESDAY)).isTrue();
        Instant later = TUESDAY.plusSeconds(60);
        assertThat(exchanged(80, MONDAY, 50, later)).isFalse();
        assertThat(exchanged(90, TUESDAY, 50, later)).isTrue();
        assertThat(spending.used("refunds", later)).isEqualByComparingTo("50");
    }
}
