package dev.remit.gateway.line;

import static dev.remit.gateway.testing.Shopfront.await;
import static dev.remit.gateway.testing.Shopfront.code;
import static dev.remit.gateway.testing.Shopfront.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.decision.Read;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Introspection;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.state.Stop;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import dev.remit.gateway.stop.StopDesk.Outcome;
import dev.remit.gateway.testing.HeldJournal;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileLayer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a kill switch is in the way of, and what it is not. */
class StopTest extends Shops {
    private static final String CLAIM = "{\"email\":\"" + SmallShop.EMAIL + "\"}";
    private static final Narrowing WHOLE = new Narrowing(null, null, null, null);

    private void stop(What what, String name) {
        assertThat(front.stops().stop(new Target(what, name), "a test", "operator", true))
                .isInstanceOf(Outcome.Stopped.class);
    }

    private void resume(What what, String name) {
        assertThat(front.stops().resume(new Target(what, name), "a test", "operator"))
                .isInstanceOf(Outcome.Resumed.class);
    }

    @TestFactory
    List<DynamicTest> eachSwitchIsInTheWayOfEveryStepUntilItIsTakenBack() {
        return List.of(
                DynamicTest.dynamicTest("agent", () -> inTheWay(What.AGENT, "helper")),
                DynamicTest.dynamicTest("workflow", () -> inTheWay(What.WORKFLOW, "order-help")),
                DynamicTest.dynamicTest("tenant", () -> inTheWay(What.TENANT, "acme")),
                DynamicTest.dynamicTest("all", () -> inTheWay(What.ALL, "")));
    }

    private void inTheWay(What what, String name) {
        String token = front.verified(helper, SmallShop.EMAIL);
        String unverified = front.grant(helper);
        stop(what, name);
        assertThat(steps(token, unverified)).containsOnly("stopped");
        assertThat(front.grants().introspect(helper, token, front.context()))
                .isInstanceOf(Introspection.Inactive.class);
        resume(what, name);
        assertThat(steps(token, unverified)).doesNotContain("stopped").contains("opened", "listed");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    private List<String> steps(String token, String unverified) {
        return List.of(
                code(front.open(helper, "order-help", "acme", null)),
                code(front.renew(helper, unverified)),
                code(front.grants().delegate(token, WHOLE, front.context())),
                front.outcome(token, "get_customer", "{}"),
                front.outcome(token, "verify_customer", CLAIM),
                front.outcome(token, "no_such_tool", "{}"),
                front.access(token) instanceof Access.Refused(Problem problem) ? problem.code() : "listed");
    }

    @Test
    void aSwitchConcernsNobodyElse() throws IOException {
        shop.workflow("order-help", SmallShop.ORDER_HELP.replace("agents: [helper]", "agents: [helper, other]"));
        reopen();
        String other = front.agentOf("Vendor One", "other", "acme");
        String token = front.verified(other, SmallShop.EMAIL);
        stop(What.AGENT, "helper");
        stop(What.TENANT, "beta");
        stop(What.WORKFLOW, "case-help");
        stop(What.VENDOR, "vendor two");
        stop(What.ACTION, "list_products");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(code(front.open(other, "order-help", "acme", null))).isEqualTo("opened");
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("stopped");
    }

    @Test
    void aVendorsSwitchReachesTheAgentsRegisteredWithIt() throws IOException {
        shop.workflow("order-help", SmallShop.ORDER_HELP.replace("agents: [helper]", "agents: [helper, other]"));
        reopen();
        String other = front.agentOf("Vendor One", "other", "acme");
        String token = front.verified(other, SmallShop.EMAIL);
        String without = front.verified(helper, SmallShop.EMAIL);
        stop(What.VENDOR, "VENDOR one");
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("stopped");
        assertThat(front.outcome(without, "get_customer", "{}")).contains("Zanzibara");
        resume(What.VENDOR, "vendor one");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void anActionsSwitchIsInTheWayOfThatToolAloneAndItsSourceIsNotAsked() {
        Semaphore asked = new Semaphore(0);
        front.close();
        front = shop.open(
                clock, FileLayer.system(), journal -> journal, reader -> new Held(reader, new Semaphore(1_000), asked));
        String token = front.verified(helper, SmallShop.EMAIL);
        asked.drainPermits();
        stop(What.ACTION, "list_orders");
        assertThat(front.outcome(token, "list_orders", "{}")).isEqualTo("stopped");
        assertThat(asked.availablePermits()).isZero();
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        resume(What.ACTION, "list_orders");
        assertThat(front.outcome(token, "list_orders", "{}")).contains("ORD-777001");
    }

    @Test
    void oneSwitchTakenBackLeavesTheOthersInForce() {
        String token = front.verified(helper, SmallShop.EMAIL);
        stop(What.AGENT, "helper");
        stop(What.ALL, "");
        resume(What.AGENT, "helper");
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("stopped");
        resume(What.ALL, "");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void anAgentLearnsThatItIsNotServedAndNothingElse() {
        String token = front.verified(helper, SmallShop.EMAIL);
        front.stops().stop(new Target(What.AGENT, "helper"), "it lies to Wolframia", "jane", false);
        String one = Refusals.withoutId(front.call(token, "get_customer", "{}"));
        resume(What.AGENT, "helper");
        stop(What.ALL, "");
        assertThat(Refusals.withoutId(front.call(token, "get_customer", "{}"))).isEqualTo(one);
        assertThat(one).doesNotContain("lies", "jane", "helper", "switch").contains("503", "hand the case to a person");
    }

    @Test
    void rightsCanBeGivenUpWhileStopped() {
        String token = front.grant(helper);
        stop(What.ALL, "");
        assertThat(front.grants().revoke(helper, token, front.context())).isNull();
        resume(What.ALL, "");
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("unauthenticated");
    }

    private static <T> CompletableFuture<T> later(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(call.get());
            } catch (RuntimeException | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** A source whose answers wait for a permit. */
    private static final class Held implements Reader {
        private final Reader real;
        private final Semaphore gate;
        private final Semaphore waiting;

        Held(Reader real, Semaphore gate, Semaphore waiting) {
            this.real = real;
            this.gate = gate;
            this.waiting = waiting;
        }

        private void pass() {
            waiting.release();
            gate.acquireUninterruptibly();
        }

        @Override
        public ReadResult read(Read read) {
            ReadResult result = real.read(read);
            pass();
            return result;
        }

        @Override
        public SubjectResult subjects(SubjectQuery query) {
            SubjectResult result = real.subjects(query);
            pass();
            return result;
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Test
    void aCallThatWaitsForItsSourceReleasesNothingOnceItIsStopped() throws Exception {
        Semaphore gate = new Semaphore(1_000);
        Semaphore waiting = new Semaphore(0);
        front.close();
        front = shop.open(clock, FileLayer.system(), journal -> journal, reader -> new Held(reader, gate, waiting));
        String token = front.verified(helper, SmallShop.EMAIL);
        String unverified = front.grant(helper);
        waiting.drainPermits();
        gate.drainPermits();
        CallContext context = front.context();
        CompletableFuture<CallResult> read = later(() -> front.call(token, "get_customer", "{}", context));
        CompletableFuture<CallResult> verify = later(() -> front.call(unverified, "verify_customer", CLAIM));
        waiting.acquire(2);
        stop(What.WORKFLOW, "order-help");
        gate.release(1_000);
        assertThat(said(read.join())).isEqualTo("stopped");
        assertThat(said(verify.join())).isEqualTo("stopped");
        await(() -> !found(context.correlationId()).isEmpty());
        assertThat(found(context.correlationId()))
                .contains("decision=deny", "reason=stopped")
                .doesNotContain("released");
        resume(What.WORKFLOW, "order-help");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(front.outcome(unverified, "get_customer", "{}"))
                .as("nobody was bound")
                .isEqualTo("verify_first");
    }

    @Test
    void aCallThatWaitsForTheDiskReleasesNothingOnceItIsStoppedAndTheRecordIsCorrected() throws Exception {
        front.close();
        List<HeldJournal> held = new ArrayList<>();
        front = shop.open(
                clock,
                FileLayer.system(),
                journal -> {
                    held.add(new HeldJournal(journal));
                    return held.getFirst();
                },
                reader -> reader);
        HeldJournal journal = held.getFirst();
        String token = front.verified(helper, SmallShop.EMAIL);
        CallContext context = front.context();
        journal.hold();
        CompletableFuture<CallResult> read = later(() -> front.call(token, "get_customer", "{}", context));
        await(() -> journal.held() == 1);
        CompletableFuture<Outcome> stopped =
                later(() -> front.stops().stop(Target.EVERYTHING, "a test", "operator", false));
        await(() -> !front.stops().inForce().isEmpty());
        assertThat(stopped).as("in force before it is on record").isNotDone();
        journal.release();
        assertThat(said(read.join())).isEqualTo("stopped");
        assertThat(stopped.join()).isInstanceOf(Outcome.Stopped.class);
        await(() -> found(context.correlationId() + "-withheld").contains("outcome=withheld"));
        assertThat(found(context.correlationId() + "-withheld"))
                .contains("corrects=" + context.correlationId(), "reason=stopped");
    }

    private String found(String id) {
        try {
            return front.store().find(id) instanceof Store.Found.Opened opened
                    ? opened.facts().toString()
                    : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aGrantThatWasOpenBeforeIsNoGoodAfterARestartEither() {
        String token = front.verified(helper, SmallShop.EMAIL);
        stop(What.AGENT, "helper");
        reopen();
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("stopped");
        resume(What.AGENT, "helper");
        front.store().sweep(clock.instant(), whose -> false);
        reopen();
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        clock.advance(Duration.ofSeconds(1));
        assertThat(front.stops().inForce()).map(Stop::id).isEmpty();
    }
}
