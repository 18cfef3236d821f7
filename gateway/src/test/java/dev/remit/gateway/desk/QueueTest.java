package dev.remit.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The order that is kept up is the one that is found by looking at everything. */
class QueueTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final long SEED = 5;

    private final Random random = new Random(SEED);
    private final State state = new State();

    private Operation operation(int i) {
        Operation.What what = new Operation.What(
                "conversation-" + i / 4,
                "grant",
                "helper",
                null,
                "order-help",
                "acme",
                "CUS-" + i % 7,
                "0",
                "cancel_order",
                "{}",
                "0",
                null,
                null,
                null,
                null,
                7);
        Status[] all = Status.values();
        Instant deadline = NOW.plus(Duration.ofSeconds(random.nextInt(5)));
        return new Operation(
                "operation-" + i,
                what,
                all[random.nextInt(all.length)],
                List.of(),
                random.nextInt(4) == 0
                        ? null
                        : new Operation.Need(Set.of("approver"), 1, true, false, deadline, List.of("rule"), "{}"),
                List.of(),
                null,
                null,
                null,
                NOW,
                NOW.minus(Duration.ofSeconds(random.nextInt(5))));
    }

    /** All pages, one after another. */
    private List<String> pages(Set<Status> statuses, int limit, @Nullable Predicate<Operation> sees) {
        List<String> pages = new ArrayList<>();
        String cursor = null;
        do {
            ObjectNode page = Queue.answer(
                    state.operations(), statuses, new Filter(Set.of(), null, null, null, limit, cursor), sees);
            pages.add(page.toString());
            cursor = page.path("next").isString() ? page.path("next").asString() : null;
        } while (cursor != null);
        return pages;
    }

    private void agree() {
        for (Set<Status> statuses :
                List.of(EnumSet.of(Status.WAITING), EnumSet.of(Status.WAITING, Status.DRAFT, Status.UNKNOWN))) {
            for (int limit : List.of(1, 7, 200)) {
                assertThat(pages(statuses, limit, null))
                        .as("seed %d", SEED)
                        .isEqualTo(pages(statuses, limit, operation -> true));
            }
        }
    }

    @Test
    void thePagesOfWhatWaitsAreThoseThatLookingAtEverythingFinds() {
        agree();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 60; i++) {
                state.operations().set(operation(random.nextInt(40)));
            }
            agree();
        }
        state.forget("acme", "CUS-3", window -> false);
        agree();
        assertThat(state.operations().all()).isNotEmpty();
        state.sweep(NOW.plus(Duration.ofDays(30)), whose -> false);
        agree();
    }
}
