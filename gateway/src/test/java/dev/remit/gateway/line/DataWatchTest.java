package dev.remit.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.decision.Read;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.desk.ActingShop;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the data says sends a conversation to a person, before anything of it is read or done. */
class DataWatchTest extends Shops {
    private static final Person ANNA = new Person("anna", "operator");
    private static final String WRITTEN = SmallShop.ORDER_HELP
            .lines()
            .filter(line -> line.startsWith("escalate:"))
            .findFirst()
            .orElseThrow();

    private static String rules(String condition) {
        return """
                escalate:
                  to: leads
                  topics: []
                  facts:
                    who: { row: customer }
                    totals: { values: order.total }
                  if: { high_value: "%s" }
                  then: [list_products]
                  say: One moment.
                """.formatted("(who != null || true) && (size(totals) >= 0 || true) && (" + condition + ")");
    }

    private void watching(String condition) throws IOException {
        reopen(WRITTEN, rules(condition).strip());
    }

    private List<Escalation> waiting() {
        return Objects.requireNonNull(front.escalations().waiting(ANNA));
    }

    @Test
    void aHighAmountGoesToAPersonAndNothingIsReadMeanwhile() throws IOException {
        watching("totals.exists(t, t > 500.0)");
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "list_orders", "{}")).contains("ORD-777001");
        assertThat(waiting()).isEmpty();

        shop.sql("UPDATE orders SET total = 777.77 WHERE order_no = 'ORD-777002'");
        Problem refused = Refusals.of(front.call(token, "get_order", "{\"order_no\":\"ORD-777001\"}"));
        assertThat(refused.code()).isEqualTo("escalated");
        assertThat(refused.say()).isEqualTo("One moment.");
        assertThat(refused.detail()).doesNotContain("777", "value");
        Escalation asked = waiting().getFirst();
        assertThat(waiting()).hasSize(1);
        assertThat(asked.by()).isEqualTo(Escalation.By.DATA);
        assertThat(asked.topics()).containsExactly("high_value");
        assertThat(asked.queue()).isEqualTo("leads");
        assertThat(asked.handOver()).doesNotContain("777.77", "Zanzibara");
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("escalated");
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void aToolThatWorksMeanwhileWorksAndAPersonIsAskedAllTheSame() throws IOException {
        watching("totals.exists(t, t > 20.0)");
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void nothingIsLookedUpBeforeItIsKnownWhoTheCustomerIs() throws IOException {
        watching("totals.exists(t, t > 20.0)");
        String token = front.grant(helper);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("verify_first");
        assertThat(front.outcome(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}"))
                .contains("true");
        assertThat(waiting()).isEmpty();
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("escalated");
    }

    @Test
    void whatIsAnotherCustomersIsNotLookedAt() throws IOException {
        watching("totals.exists(t, t > 50.0)");
        assertThat(front.outcome(front.verified(helper, SmallShop.EMAIL), "get_customer", "{}"))
                .contains("Zanzibara");
        assertThat(front.outcome(front.verified(helper, SmallShop.OTHER_EMAIL), "get_customer", "{}"))
                .isEqualTo("escalated");
    }

    @Test
    void whatAPersonLookedAtIsNotAskedAgainInThatConversation() throws IOException {
        watching("totals.exists(t, t > 20.0)");
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("escalated");
        front.escalations().close(waiting().getFirst().id(), ANNA, front.context());
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(waiting()).isEmpty();
        assertThat(front.outcome(front.verified(helper, SmallShop.EMAIL), "get_customer", "{}"))
                .isEqualTo("escalated");
    }

    @Test
    void whatCannotBeJudgedGoesToAPerson() throws IOException {
        watching("who.postcode == 'PLZ-0'");
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        shop.sql("UPDATE customers SET postcode = NULL WHERE customer_id = 'CUS-4711'");
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("escalated");
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void moreThanCanBeLookedAtGoesToAPerson() throws IOException {
        watching("totals.exists(t, t > 500.0)");
        for (String rows : List.of("101", "1001")) {
            String token = front.verified(helper, SmallShop.EMAIL);
            shop.sql("INSERT INTO orders SELECT 'M-' || %s || '-' || value, 'CUS-4711', 'open', 1, NULL".formatted(rows)
                    + " FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < "
                    + rows + ") SELECT value FROM n)");
            assertThat(front.outcome(token, "get_customer", "{}")).as(rows).isEqualTo("escalated");
        }
        assertThat(waiting()).hasSize(2);
    }

    @Test
    void aSourceThatDoesNotAnswerReleasesNothing() throws IOException {
        watching("totals.exists(t, t > 500.0)");
        front.close();
        Silent silent = new Silent();
        front = shop.open(clock, FileLayer.system(), journal -> journal, silent::over);
        String token = front.verified(helper, SmallShop.EMAIL);
        silent.of = "order";
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("source_unavailable");
        assertThat(waiting()).isEmpty();
        silent.of = "";
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    /** Does not answer about one resource. */
    private static final class Silent {
        private String of = "";

        Reader over(Reader real) {
            return new Reader() {
                @Override
                public ReadResult read(Read read) {
                    return read.resource().name().equals(of)
                            ? new ReadResult.Failed(new SourceFailure(SourceFailure.Reason.UNAVAILABLE, "a test"))
                            : real.read(read);
                }

                @Override
                public SubjectResult subjects(SubjectQuery query) {
                    return real.subjects(query);
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }
    }

    @Test
    void nothingIsDoneEither(@TempDir @Nullable Path other) throws IOException {
        Path place = Files.createDirectory(Objects.requireNonNull(other).resolve("acting"));
        try (ActingShop acting = new ActingShop(place)) {
            acting.contract(WRITTEN, rules("totals.exists(t, t > 85.0)").strip());
            String token = acting.grant(null);
            assertThat(acting.call(token, "cancel_order", "{\"order_no\":\"ORD-1\"}"))
                    .isEqualTo("escalated");
            assertThat(acting.status("ORD-1")).isEqualTo("open");
            assertThat(acting.gateway.escalations().waiting()).isEqualTo(1);
            acting.shop.sql("UPDATE orders SET total = 80 WHERE order_no = 'ORD-3'");
            assertThat(acting.call(acting.grant(null), "cancel_order", "{\"order_no\":\"ORD-1\"}"))
                    .contains("done");
        }
    }
}
