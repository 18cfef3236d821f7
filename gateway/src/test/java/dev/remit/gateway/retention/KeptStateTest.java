package dev.remit.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.line.Person;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Hold;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations, hand-overs and what was said go as soon as payloads do, and stay as long as a hold covers them. */
class KeptStateTest {
    private static final Person ANNA = new Person("anna", "operator");

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private SmallShop shop;

    @BeforeEach
    void writeShop() throws IOException {
        shop = SmallShop.in(directory);
    }

    private void payloads(String kept) throws IOException {
        for (String workflow : List.of("order-help", "case-help")) {
            String text = workflow.equals("order-help") ? SmallShop.ORDER_HELP : SmallShop.CASE_HELP;
            shop.workflow(workflow, text.replace("boundary:", "retention: { payloads: " + kept + " }\nboundary:"));
        }
    }

    private ErasableShop opened() {
        return new ErasableShop(shop, clock);
    }

    /** Puts an operation on record and into the state, as the line does. */
    private void operation(
            ErasableShop open, String id, Status status, @Nullable String subject, @Nullable String caseId, int keep) {
        Operation.What what = new Operation.What(
                "conversation-" + id,
                "grant-" + id,
                "helper",
                null,
                caseId == null ? "order-help" : "case-help",
                "acme",
                subject,
                "0",
                "cancel_order",
                "{\"order_no\":\"ORD-777001\"}",
                "0",
                "key-" + id,
                "she wants it",
                null,
                caseId,
                keep);
        Operation.Need need = new Operation.Need(
                Set.of("approver"), 1, false, false, clock.instant(), List.of("rule"), "{\"total\":12.5}");
        Operation operation = new Operation(
                id,
                what,
                status,
                List.of(),
                need,
                List.of(new Operation.Vote("bob", "approver", true, "for Zanzibara", clock.instant())),
                status == Status.DONE ? "{\"order_no\":\"ORD-777001\"}" : null,
                null,
                null,
                clock.instant(),
                clock.instant());
        put(open, operation);
    }

    private void put(ErasableShop open, Operation operation) {
        open.store
                .recorder()
                .write(
                        new Entry("entry-" + operation.id(), clock.instant(), "action.outcome", Map.of(), null),
                        List.of(new Change.OperationSet(operation)));
        open.store.state().operations().set(operation);
    }

    private static Set<String> operations(ErasableShop open) {
        return open.store.state().operations().all().stream().map(Operation::id).collect(Collectors.toSet());
    }

    /** A customer complains; returns the escalation. */
    private static Escalation complaint(ErasableShop open, String email) {
        String token = open.front.verified(open.helper(), email);
        open.front.says(token, "I want to complain.");
        return open.store.state().escalations().all().stream()
                .filter(one -> one.where()
                        .conversation()
                        .equals(open.front.conversation(token).facts().id()))
                .findFirst()
                .orElseThrow();
    }

    private static int escalations(ErasableShop open) {
        return open.store.state().escalations().all().size();
    }

    @Test
    void anOperationThatIsOverGoesWithThePayloadOfItsRecordAndAfterSevenDaysAtTheLatest() {
        try (ErasableShop open = opened()) {
            operation(open, "a-day", Status.DONE, "CUS-4711", null, 1);
            operation(open, "a-month", Status.DONE, "CUS-4711", null, 30);
            operation(open, "waits", Status.WAITING, "CUS-4711", null, 1);
            clock.advance(Duration.ofDays(1));
            open.erasure(clock).sweep();
            assertThat(operations(open)).containsOnly("a-day", "a-month", "waits");
            clock.advance(Duration.ofSeconds(1));
            open.erasure(clock).sweep();
            assertThat(operations(open)).containsOnly("a-month", "waits");
            clock.advance(Duration.ofDays(6));
            open.erasure(clock).sweep();
            assertThat(operations(open)).containsOnly("waits");
        }
        try (ErasableShop open = opened()) {
            assertThat(operations(open)).containsOnly("waits");
        }
    }

    @Test
    void aHandOverGoesWithThePayloadsOfItsContract() throws IOException {
        payloads("1d");
        try (ErasableShop open = opened()) {
            Escalation over = complaint(open, SmallShop.EMAIL);
            assertThat(over.where().keep()).isEqualTo(1);
            open.front.escalations().close(over.id(), ANNA, open.front.context());
            complaint(open, SmallShop.OTHER_EMAIL); // nobody ever answers
            clock.advance(Duration.ofHours(24));
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isEqualTo(2);
            clock.advance(Duration.ofSeconds(1));
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isEqualTo(1);
            clock.advance(Duration.ofDays(2));
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isZero();
        }
        try (ErasableShop open = opened()) {
            assertThat(escalations(open)).isZero();
        }
    }

    @Test
    void aContractThatKeepsPayloadsForLongKeepsNoHandOverForLongerThanBefore() {
        try (ErasableShop open = opened()) {
            Escalation over = complaint(open, SmallShop.EMAIL);
            assertThat(over.where().keep()).isEqualTo(30);
            open.front.escalations().close(over.id(), ANNA, open.front.context());
            complaint(open, SmallShop.OTHER_EMAIL);
            clock.advance(Duration.ofDays(6));
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isEqualTo(2);
            clock.advance(Duration.ofDays(2));
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isEqualTo(1);
            clock.advance(Duration.ofDays(30));
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isZero();
        }
    }

    @Test
    void aLiveConversationKeepsItsHandOverSoThatTheAgentGoesOnWaiting() throws IOException {
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP
                        .replace("boundary:", "retention: { payloads: 1d }\nboundary:")
                        .replace("conversation: 1h", "conversation: 24h")
                        .replace("press] }", "press], to: desk, within: 1m }"));
        try (ErasableShop open = opened()) {
            clock.advance(Duration.ofSeconds(1));
            complaint(open, SmallShop.EMAIL);
            clock.advance(Duration.ofHours(24).plusMinutes(30)); // over for half an hour, and remembered
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isEqualTo(1);
            clock.advance(Duration.ofHours(1));
            open.erasure(clock).sweep();
            assertThat(escalations(open)).isZero();
        }
    }

    private Holds.What what(Hold.Scope scope) {
        return switch (scope) {
            case CUSTOMER -> new Holds.What.OfCustomer(ErasableShop.ZAN);
            case WORKFLOW -> new Holds.What.OfWorkflow("case-help");
            case CASE -> new Holds.What.OfCase("TCK-31337");
            case ALL -> new Holds.What.Everything();
        };
    }

    @Test
    void whatAHoldCoversStaysUntilItIsReleasedAndNothingElseDoes() throws IOException {
        Map<Hold.Scope, Set<String>> kept = Map.of(
                Hold.Scope.CUSTOMER, Set.of("zan", "case"),
                Hold.Scope.WORKFLOW, Set.of("case"),
                Hold.Scope.CASE, Set.of("case"),
                Hold.Scope.ALL, Set.of("zan", "wolf", "case", "nobody"));
        for (Hold.Scope scope : Hold.Scope.values()) {
            shop = SmallShop.in(directory.resolve(scope.name()));
            payloads("1d");
            Hold hold;
            try (ErasableShop open = opened()) {
                operation(open, "zan", Status.DONE, "CUS-4711", null, 1);
                operation(open, "wolf", Status.DONE, "CUS-4712", null, 1);
                operation(open, "case", Status.DONE, "CUS-4711", "TCK-31337", 1);
                operation(open, "nobody", Status.DONE, null, null, 1);
                operation(open, "unknown", Status.UNKNOWN, "CUS-4711", "TCK-31337", 1);
                hold = open.holds.add(what(scope), "court file 7");
                clock.advance(Duration.ofDays(40));
                open.erasure(clock).sweep();
            }
            try (ErasableShop open = opened()) {
                open.erasure(clock).sweep();
                assertThat(operations(open))
                        .as("%s", scope)
                        .containsAll(kept.getOrDefault(scope, Set.of()))
                        .hasSize(kept.getOrDefault(scope, Set.of()).size() + 1);
                assertThat(arguments(open, "unknown")).as("%s", scope).contains("777001");
                open.holds.release(hold.id());
                open.erasure(clock).sweep();
                assertThat(operations(open)).containsOnly("unknown");
                assertThat(arguments(open, "unknown")).isEqualTo("{}");
            }
        }
    }

    @Test
    void whatWasSaidAndHandedOverStaysUnderAHold() throws IOException {
        payloads("1d");
        try (ErasableShop open = opened()) {
            Escalation held = complaint(open, SmallShop.EMAIL);
            Escalation other = complaint(open, SmallShop.OTHER_EMAIL);
            Hold hold = open.holds.add(new Holds.What.OfCustomer(ErasableShop.ZAN), "court file 7");
            clock.advance(Duration.ofDays(40));
            open.erasure(clock).sweep();
            assertThat(said(open, held)).isEqualTo(1);
            assertThat(said(open, other)).isZero();
            assertThat(open.store.state().escalations().all())
                    .extracting(Escalation::id)
                    .containsExactly(held.id());
            open.holds.release(hold.id());
            open.erasure(clock).sweep();
            assertThat(said(open, held)).isZero();
            assertThat(escalations(open)).isZero();
            assertThat(open.store.state().conversations("acme", "CUS-4711")).isEmpty();
        }
    }

    private static int said(ErasableShop open, Escalation escalation) {
        return open.store
                .state()
                .escalations()
                .said(escalation.where().conversation())
                .messages()
                .size();
    }

    private static String arguments(ErasableShop open, String id) {
        return get(open, id).what().arguments();
    }

    private static Operation get(ErasableShop open, String id) {
        Operation operation = open.store.state().operations().get(id);
        if (operation == null) {
            throw new AssertionError("no " + id);
        }
        return operation;
    }

    @Test
    void whatNobodyCanTellStaysWithoutItsArgumentsUntilSomebodyFindsOut() {
        try (ErasableShop open = opened()) {
            operation(open, "unknown", Status.UNKNOWN, "CUS-4711", null, 3);
            clock.advance(Duration.ofDays(3));
            open.erasure(clock).sweep();
            assertThat(arguments(open, "unknown")).contains("777001");
            clock.advance(Duration.ofSeconds(1));
            open.erasure(clock).sweep();
            bare(get(open, "unknown"));
        }
        try (ErasableShop open = opened()) {
            bare(get(open, "unknown"));
            clock.advance(Duration.ofDays(400));
            open.erasure(clock).sweep();
            assertThat(open.store.state().operations().waiting(Status.UNKNOWN)).isEqualTo(1);
            put(open, get(open, "unknown").now(Status.DONE, clock.instant()));
            clock.advance(Duration.ofDays(6));
            open.erasure(clock).sweep();
            assertThat(operations(open)).containsExactly("unknown");
            clock.advance(Duration.ofDays(2));
            open.erasure(clock).sweep();
            assertThat(operations(open)).isEmpty();
        }
    }

    private static void bare(Operation operation) {
        assertThat(operation.status()).isEqualTo(Status.UNKNOWN);
        assertThat(operation.what().subject()).isEqualTo("CUS-4711");
        assertThat(operation.what().erased()).isTrue();
        assertThat(operation.what().statedReason()).isNull();
        assertThat(operation.toString()).doesNotContain("777001", "12.5", "Zanzibara", "she wants it");
    }
}
