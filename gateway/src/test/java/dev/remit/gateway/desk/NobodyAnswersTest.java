package dev.remit.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.line.Person;
import dev.remit.gateway.state.Escalation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody decides in time: the agent is told, and others are asked where the contract says so. */
class NobodyAnswersTest {
    private static final String ORDER = "{\"order_no\":\"ORD-3\"}";

    private static final String RULE = """
            actions:
              cancel_order:
                why: customers ask for it
                when: "order.status == 'open'"
                approve: { if: "order.total > 50.0", by: [approver, operator], within: 30m }
            """;

    @TempDir
    Path directory;

    private ActingShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new ActingShop(directory);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void rules(String fallback) throws IOException {
        shop.contract(
                RULE,
                "fallback: { nobody_answers: { say: It takes longer." + fallback + " } }\n"
                        + RULE.replace("within: 30m", "within: 5m"));
    }

    private void letExpire() {
        shop.clock.advance(Duration.ofMinutes(6));
        shop.gateway.operations().expire(shop::context);
        shop.gateway.escalations().expire(shop::context);
    }

    private List<Escalation> escalations() {
        return Objects.requireNonNull(shop.gateway.escalations().waiting(new Person("root", "admin")));
    }

    @Test
    void theAgentHearsThatNobodyDecided() throws IOException {
        rules("");
        String token = shop.grant("ann");
        String operation = shop.begin(token, "cancel_order", ORDER);
        String asked = "{\"operation\":\"" + operation + "\"}";
        assertThat(shop.call(token, "check_approval", asked))
                .contains("waiting")
                .doesNotContain("longer");
        letExpire();
        assertThat(shop.call(token, "check_approval", asked)).contains("expired", "It takes longer.");
        assertThat(escalations()).isEmpty();
    }

    @Test
    void whatNobodyDecidesGoesToAPersonOnce() throws IOException {
        rules(", then: escalate, to: second");
        String token = shop.grant("ann");
        String operation = shop.begin(token, "cancel_order", ORDER);
        letExpire();
        Escalation asked = escalations().getFirst();
        assertThat(escalations()).hasSize(1);
        assertThat(asked.by()).isEqualTo(Escalation.By.FALLBACK);
        assertThat(asked.queue()).isEqualTo("second");
        assertThat(asked.action()).isEqualTo("cancel_order");
        assertThat(asked.where().subject()).isEqualTo("CUS-4711");
        assertThat(asked.handOver()).contains(operation, "expired").doesNotContain("ORD-3");
        assertThat(shop.call(token, "list_orders", "{}")).isEqualTo("escalated");
        assertThat(shop.call(token, "check_approval", "{\"operation\":\"" + operation + "\"}"))
                .contains("expired", "It takes longer.");

        shop.gateway.escalations().close(asked.id(), new Person("root", "admin"), shop.context());
        shop.gateway.escalations().expire(shop::context);
        shop.restart();
        shop.gateway.escalations().expire(shop::context);
        assertThat(escalations()).isEmpty();
        assertThat(shop.call(token, "list_orders", "{}")).contains("ORD-1");
    }

    @Test
    void whatNobodyDecidedBeforeACrashGoesToAPersonAfterIt() throws IOException {
        rules(", then: escalate, to: second");
        String operation = shop.begin(shop.grant("ann"), "cancel_order", ORDER);
        shop.clock.advance(Duration.ofMinutes(6));
        shop.gateway.operations().expire(shop::context);
        shop.restart();
        shop.gateway.escalations().expire(shop::context);
        assertThat(escalations()).hasSize(1);
        assertThat(escalations().getFirst().handOver()).contains(operation);
    }
}
