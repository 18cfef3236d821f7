package dev.remit.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.crash.Counter.Permit;
import dev.remit.gateway.crash.Counter.Said;
import dev.remit.gateway.crash.Till.Standstill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** A gateway that is killed between an action and its outcome, and a source that cannot be asked afterwards. */
@Tag("slow")
class UnknownActionTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "HTTP"})
    void whatNobodyCanTellStaysSpentUntilAPersonSaysSo(Kind kind) throws Exception {
        try (Till till = kind.open(directory, "[{ most: 2, per: grant }]")) {
            if (kind == Kind.HTTP) {
                till.configure(
                        "catalog/payments.yaml",
                        "      probe: { path: \"/done/{operation}\", done: [200], undone: [404] }\n",
                        "");
            } else {
                till.configure("catalog/shop.yaml", ", operations: done", "");
            }
            try (Counter counter = new Counter(till, directory.resolve("gateway.log"))) {
                whatNobodyCanTell(till, counter);
            }
        }
    }

    private static void whatNobodyCanTell(Till till, Counter counter) throws Exception {
        Permit permit = counter.permit();
        String order = till.order(Till.CHEAP);
        ObjectNode call = Counter.node().put("order_no", order).put("idempotency_key", "k1");
        try (Standstill still = till.points().getLast().arm()) {
            CompletableFuture<Said> answer = counter.calling(counter.port(), permit, "refund_order", call);
            still.reached();
            counter.kill();
            assertThat(answer).failsWithin(Duration.ofSeconds(10));
        }
        counter.start();
        String operation =
                counter.lines(permit).getFirst().required("operation").asString();
        for (int again = 0; again < 2; again++) {
            Till.until(
                    "a gateway that has looked",
                    () -> counter.status(permit, operation).equals("unknown"));
            counter.kill();
            counter.start();
        }
        ObjectNode asked = Counter.node().put("operation", operation);
        assertThat(counter.call(permit, "check_approval", asked).word()).isEqualTo("unknown");
        Said repeated = counter.call(permit, "refund_order", call);
        assertThat(repeated.word()).isEqualTo("unknown");
        assertThat(repeated.text("operation")).isEqualTo(operation);
        assertThat(refund(till, counter, permit)).isEqualTo("done");
        assertThat(refund(till, counter, permit)).isEqualTo("budget_action");
        assertThat(counter.resolve(operation, true).word()).isEqualTo("done");
        assertThat(counter.call(permit, "refund_order", call).word()).isEqualTo("done");
        assertThat(refund(till, counter, permit)).isEqualTo("budget_action");
        assertThat(till.refunds(order)).isEqualTo(1);
    }

    private static String refund(Till till, Counter counter, Permit permit) {
        return counter.call(permit, "refund_order", Counter.node().put("order_no", till.order(Till.CHEAP)))
                .word();
    }
}
