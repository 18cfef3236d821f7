package dev.remit.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.remit.core.decision.Read;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileLayer;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A source that fails, or lies about its types, shows nothing: not in the answer, not in the log. */
class SourceFailureTest extends Shops {
    private static final String DETAIL = "resource order: SQL state 08006";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private @Nullable Level before;
    private SourceFailure.@Nullable Reason reason;
    private boolean throwing;

    @BeforeEach
    void listen() {
        before = root.getLevel();
        root.setLevel(Level.DEBUG);
        log.start();
        root.addAppender(log);
        front.close();
        front = shop.open(clock, FileLayer.system(), journal -> journal, Failing::new);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    private final class Failing implements Reader {
        private final Reader real;

        Failing(Reader real) {
            this.real = real;
        }

        @Override
        public ReadResult read(Read read) {
            if (throwing) {
                throw new IllegalStateException("could not parse " + SmallShop.EMAIL);
            }
            return reason == null ? real.read(read) : new ReadResult.Failed(new SourceFailure(reason, DETAIL));
        }

        @Override
        public SubjectResult subjects(SubjectQuery query) {
            return reason == null ? real.subjects(query) : new SubjectResult.Failed(new SourceFailure(reason, DETAIL));
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private String logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyFailureHasItsCodeAndShowsNothingOfItsDetail() {
        String token = front.verified(helper, SmallShop.EMAIL);
        String unverified = front.grant(helper);
        Map<SourceFailure.Reason, String> codes = Map.of(
                SourceFailure.Reason.UNAVAILABLE, "source_unavailable",
                SourceFailure.Reason.TIMEOUT, "source_timeout",
                SourceFailure.Reason.WRONG_SHAPE, "source_wrong_shape",
                SourceFailure.Reason.TOO_LARGE, "source_too_large");
        assertThat(codes).hasSameSizeAs(SourceFailure.Reason.values());
        codes.forEach((failure, code) -> {
            reason = failure;
            CallResult read = front.call(token, "list_orders", "{}");
            assertThat(Refusals.of(read).code()).isEqualTo(code);
            assertThat(read.toString()).doesNotContain("08006", "SQL");
            CallResult verified = front.call(unverified, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}");
            assertThat(Refusals.of(verified).code()).isEqualTo(code);
        });
        reason = null;
        assertThat(front.usage(unverified).attempts()).isZero();
        assertThat(front.usage(token).rows()).isZero();
        assertThat(front.outcome(token, "list_orders", "{}")).contains("ORD-777001");
        assertThat(logged()).contains(DETAIL);
    }

    @Test
    void aValueOfTheWrongTypeIsNotReleased() {
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(token, "list_orders", "{}")).contains("ORD-777001");
        shop.sql("UPDATE orders SET total = 'Zanzibara' WHERE order_no = 'ORD-777001'");
        assertThat(front.outcome(token, "list_orders", "{}")).isEqualTo("source_wrong_shape");
        assertThat(logged()).doesNotContain(SmallShop.VALUES);
    }

    @Test
    void whatFailsInsideIsLoggedWithoutTheValuesThatItQuotes() {
        String token = front.verified(helper, SmallShop.EMAIL);
        throwing = true;
        CallResult result = front.call(token, "get_customer", "{}");
        assertThat(Refusals.of(result).code()).isEqualTo("internal");
        assertThat(result.toString()).doesNotContain(SmallShop.VALUES);
        throwing = false;
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(logged())
                .contains(
                        "IllegalStateException",
                        "SourceFailureTest",
                        Refusals.of(result).correlationId())
                .doesNotContain(SmallShop.VALUES);
    }

    @Test
    void noLogHoldsAValueOrAToken() {
        String token = front.verified(helper, SmallShop.EMAIL);
        front.call(token, "get_customer", "{}");
        front.call(token, "list_orders", "{\"order_no\":\"ORD-777001\"}");
        front.call(token, "get_order", "{\"order_no\":\"ORD-888001\"}");
        front.call(front.grant(helper), "verify_customer", "{\"last_name\":\"Obsidiana\",\"postcode\":\"none\"}");
        front.open(helper, "case-help", "acme", "TCK-31337");
        reason = SourceFailure.Reason.UNAVAILABLE;
        front.call(token, "get_customer", "{}");
        assertThat(logged()).as("what is to be logged is").contains(DETAIL);
        assertThat(logged()).doesNotContain(SmallShop.VALUES).doesNotContain(token, helper);
    }
}
