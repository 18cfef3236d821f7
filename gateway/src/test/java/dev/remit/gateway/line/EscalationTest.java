package dev.remit.gateway.line;

import static dev.remit.gateway.testing.Shopfront.atOnce;
import static dev.remit.gateway.testing.Shopfront.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.line.EscalationDesk.Acted;
import dev.remit.gateway.line.EscalationDesk.Objection;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Escalation.By;
import dev.remit.gateway.state.Escalation.Status;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where an agent ends, a person is asked, and until then the agent waits. */
class EscalationTest extends Shops {
    private static final String WRITTEN =
            "escalate: { topics: [complaint, dispute, legal, regulated, angry, unclear, unusual, high_value, self_harm,"
                    + " minors, press] }";
    private static final String ASK = "{\"reason\":\"The customer wants a person.\"}";
    private static final Person ANNA = new Person("anna", "operator");
    private static final Person BEN = new Person("ben", "approver");
    private static final Person ADMIN = new Person("root", "admin");
    private static final Person VIEWER = new Person("vic", "viewer");
    private static final Person AUDITOR = new Person("aud", "auditor");

    @BeforeEach
    void withEverything() throws IOException {
        rules("{ to: support-desk, within: 1h, then: [list_products], say: One moment., otherwise: Call us. }");
    }

    private void rules(String escalate) throws IOException {
        reopen(WRITTEN, "escalate: " + escalate);
    }

    private Escalation only() {
        List<Escalation> waiting = Objects.requireNonNull(front.escalations().waiting(ADMIN));
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }

    private void none() {
        assertThat(front.escalations().waiting(ADMIN)).isEmpty();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private Acted answer(Escalation escalation, Person person, String text) {
        return front.escalations().answer(escalation.id(), person, text, front.context());
    }

    @Test
    void anAgentAsksForAPersonBeforeTheCustomerIsVerifiedAndThenWaits() {
        String token = front.grant(helper);
        JsonNode asked = json(front.outcome(token, "escalate_to_human", ASK));

        assertThat(asked.path("status").asString()).isEqualTo("open");
        assertThat(asked.path("say").asString()).isEqualTo("One moment.");
        assertThat(asked.path("deadline").asString())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).toString());
        Escalation escalation = only();
        assertThat(escalation.id()).isEqualTo(asked.path("escalation").asString());
        assertThat(escalation.queue()).isEqualTo("support-desk");
        assertThat(escalation.by()).isEqualTo(By.AGENT);
        CallResult refused = front.call(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}");
        assertThat(Refusals.of(refused).code()).isEqualTo("escalated");
        assertThat(Refusals.of(refused).say()).isEqualTo("One moment.");
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        assertThat(front.outcome(front.grant(helper), "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}"))
                .as("another conversation goes on")
                .contains("true");
    }

    @Test
    void askingManyTimesAtOnceIsOneEscalation() {
        String token = front.grant(helper);
        Set<String> ids = new HashSet<>();
        for (String answer : atOnce(32, () -> front.outcome(token, "escalate_to_human", ASK))) {
            ids.add(json(answer).path("escalation").asString());
        }
        assertThat(ids).containsExactly(only().id());
    }

    @Test
    void argumentsThatDoNotFitAskNobody() {
        String token = front.grant(helper);
        for (String arguments : List.of(
                "{}",
                "{\"reason\":\" \"}",
                "{\"reason\":7}",
                "{\"reason\":\"x\",\"topic\":\"boundary\"}",
                "{\"reason\":\"x\",\"topic\":\"weather\"}",
                "{\"reason\":\"x\",\"more\":1}",
                "{\"reason\":\"" + "x".repeat(501) + "\"}")) {
            assertThat(front.outcome(token, "escalate_to_human", arguments)).isEqualTo("invalid_argument");
        }
        none();
        front.outcome(token, "escalate_to_human", "{\"reason\":\"" + "x".repeat(500) + "\",\"topic\":\"legal\"}");
        assertThat(only().topics()).containsExactly("legal");
    }

    @Test
    void whatACustomerSaysIsHeardAndTaintsTheConversation() {
        String token = front.verified(helper, SmallShop.EMAIL);
        JsonNode harmless = json(said(front.says(token, "Where is my order?")));
        assertThat(harmless.path("escalated").asBoolean()).isFalse();
        assertThat(front.conversation(token).facts().hasReadText()).isTrue();
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        none();

        JsonNode upset = json(said(front.says(token, "I will call my lawyer, this is ridiculous!")));
        assertThat(upset.toString())
                .isEqualTo("{\"escalated\":true,\"topics\":[\"legal\",\"angry\"],\"say\":\"One moment.\"}");
        assertThat(only().by()).isEqualTo(By.RULE);
        assertThat(only().topics()).containsExactly("legal", "angry");
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("escalated");
    }

    @Test
    void aTopicThatTheContractDoesNotNameIsLeftToTheAgent() throws IOException {
        rules("{ topics: [legal] }");
        String token = front.grant(helper);
        assertThat(said(front.says(token, "This is ridiculous!"))).isEqualTo("{\"escalated\":false,\"topics\":[]}");
        none();
        assertThat(said(front.says(token, "I will call my lawyer."))).contains("true");
    }

    @Test
    void somethingWorseIsAddedToWhatIsOpen() {
        String token = front.grant(helper);
        front.says(token, "I want to complain.");
        front.says(token, "I want to kill myself.");
        assertThat(only().topics()).containsExactly("self_harm", "complaint");
        assertThat(only().handOver()).contains("kill myself");
    }

    @Test
    void aMessageIsHeardWhereTheBudgetIsUsedUpAndCountsOtherwise() throws IOException {
        reopen("calls: 60", "calls: 2");
        String token = front.grant(helper);
        front.says(token, "Hello.");
        assertThat(front.usage(token).calls()).isEqualTo(1);
        front.says(token, "Hello?");
        assertThat(said(front.says(token, "I want to kill myself."))).isEqualTo("budget_calls");
        assertThat(only().topics()).containsExactly("self_harm");
    }

    @Test
    void aMessageIsOnlyTakenWithTheTokenOfItsGrant() {
        String token = front.grant(helper);
        String other = front.grant(helper);
        assertThat(said(front.says(token, other, "I want to complain."))).isEqualTo("not_allowed");
        none();
    }

    @Test
    void aHandOverSaysWhatWasSeenAndSaidWithoutValues() {
        String token = front.verified(helper, SmallShop.EMAIL);
        front.outcome(token, "get_customer", "{}");
        front.outcome(token, "list_orders", "{}");
        front.outcome(token, "list_orders", "{\"status\":\"open\"}");
        for (int i = 0; i < 5; i++) {
            front.says(token, "Message " + i);
        }
        front.says(
                token, "My name is John Smith, write to john.smith@mail.example or pay from card 4111 1111 1111 1111.");
        front.outcome(
                token, "escalate_to_human", "{\"reason\":\"John Smith (john.smith@mail.example) wants a person\"}");

        Escalation escalation = only();
        JsonNode handOver = EscalationDesk.handOver(escalation);
        assertThat(handOver.path("seen").toString())
                .isEqualTo("[{\"resource\":\"customer\",\"fields\":[\"email\",\"first_name\"],\"calls\":1,\"rows\":1},"
                        + "{\"resource\":\"order\",\"fields\":[\"note\",\"order_no\",\"status\",\"total\"],\"calls\":2,"
                        + "\"rows\":3}]");
        assertThat(handOver.path("assurance").asString()).isEqualTo("claimed");
        assertThat(handOver.path("budgets").path("rows").asInt()).isEqualTo(196);
        assertThat(handOver.path("messages")).hasSize(5);
        assertThat(handOver.path("messages").toString())
                .contains("Message 1", "write to")
                .doesNotContain("Message 0\"");
        String everything = escalation.handOver() + escalation.reason();
        assertThat(everything).contains("wants a person", "[");
        for (String value : List.of("John", "Smith", "john.smith@mail.example", "4111")) {
            assertThat(everything).doesNotContain(value);
        }
        SmallShop.VALUES.forEach(value -> assertThat(everything).doesNotContain(value));
    }

    @Test
    void askingTwiceForWhatIsNotGrantedIsABoundary() {
        String token = front.grant(helper);
        assertThat(front.outcome(token, "get_password", "{}")).isEqualTo("unknown_tool");
        none();
        assertThat(front.outcome(token, "list_payments", "{}")).isEqualTo("unknown_tool");
        assertThat(only().by()).isEqualTo(By.BOUNDARY);
        assertThat(only().topics()).containsExactly("boundary");
        assertThat(front.outcome(token, "verify_customer", "{\"email\":\"x@y.example\"}"))
                .isEqualTo("escalated");
    }

    @Test
    void aFieldThatIsNotGrantedIsABoundaryAndATypingErrorIsNot() {
        String token = front.verified(helper, SmallShop.EMAIL);
        for (int i = 0; i < 3; i++) {
            assertThat(front.outcome(token, "list_products", "{\"colour\":\"red\"}"))
                    .isEqualTo("invalid_argument");
        }
        none();
        for (int i = 0; i < 2; i++) {
            assertThat(front.outcome(token, "get_customer", "{\"last_name\":\"x\"}"))
                    .isEqualTo("invalid_argument");
        }
        assertThat(only().by()).isEqualTo(By.BOUNDARY);
    }

    @Test
    void aUsedUpBudgetAndTheLimitOfVerificationAreBoundariesOnceEachConversation() throws IOException {
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP.replace(WRITTEN, "escalate: { to: desk }").replace("calls: 60", "calls: 5"));
        reopen();
        String token = front.grant(helper);
        for (int i = 0; i < 4; i++) {
            front.outcome(token, "verify_customer", "{\"email\":\"nobody@y.example\"}");
        }
        Escalation escalation = only();
        assertThat(escalation.by()).isEqualTo(By.BOUNDARY);
        front.escalations().close(escalation.id(), ANNA, front.context());
        none();
        front.outcome(token, "list_products", "{}");
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("budget_calls");
        none();
        String other = front.grant(helper);
        for (int i = 0; i < 6; i++) {
            front.outcome(other, "list_products", "{}");
        }
        assertThat(only().by()).isEqualTo(By.BOUNDARY);
        assertThat(front.outcome(other, "escalate_to_human", ASK)).contains(only().id());
    }

    @Test
    void theEndOfAPartsOwnBudgetIsNoBoundary() {
        String token = front.grant(helper);
        String part = front.delegate(token, new Narrowing(null, 1, null, null));
        front.outcome(part, "list_products", "{}");
        assertThat(front.outcome(part, "list_products", "{}")).isEqualTo("budget_calls");
        none();
    }

    @Test
    void boundariesAreLeftToTheAgentWhereTheContractSaysSo() throws IOException {
        rules("{ topics: [legal] }");
        String token = front.grant(helper);
        for (int i = 0; i < 4; i++) {
            front.outcome(token, "no_such_tool", "{}");
        }
        none();
    }

    @Test
    void anAnswerLetsTheAgentGoOnAndIsToldOnce() {
        String token = front.verified(helper, SmallShop.EMAIL);
        front.outcome(token, "escalate_to_human", ASK);
        Escalation escalation = only();
        assertThat(answer(escalation, ANNA, "Offer a voucher.")).isInstanceOf(Acted.Now.class);
        none();
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        JsonNode told = json(front.outcome(token, "escalate_to_human", ASK));
        assertThat(told.path("answer").asString()).isEqualTo("Offer a voucher.");
        assertThat(told.path("status").asString()).isEqualTo("answered");
        none();
        assertThat(json(front.outcome(token, "escalate_to_human", ASK))
                        .path("status")
                        .asString())
                .isEqualTo("open");
        assertThat(only().id()).isNotEqualTo(escalation.id());
    }

    @Test
    void closingLetsTheAgentGoOnAndTakingOverEndsItsGrants() {
        String token = front.grant(helper);
        front.outcome(token, "escalate_to_human", ASK);
        front.escalations().close(only().id(), BEN, front.context());
        assertThat(front.outcome(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}"))
                .contains("true");

        String part = front.delegate(token, new Narrowing(null, null, null, null));
        front.outcome(token, "escalate_to_human", ASK);
        Escalation escalation = only();
        assertThat(front.escalations().takeOver(escalation.id(), BEN, front.context()))
                .isInstanceOf(Acted.Now.class);
        assertThat(front.outcome(token, "escalate_to_human", ASK)).isEqualTo("unauthenticated");
        assertThat(front.outcome(part, "list_products", "{}")).isEqualTo("unauthenticated");
        assertThat(only().status()).isEqualTo(Status.CLAIMED);
        reopen();
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("unauthenticated");
        assertThat(only().claimedBy()).isEqualTo("ben");
    }

    @Test
    void whoLooksAfterOneIsNotGotInTheWayOf() {
        front.outcome(front.grant(helper), "escalate_to_human", ASK);
        Escalation escalation = only();
        assertThat(front.escalations().claim(escalation.id(), AUDITOR, front.context()))
                .isEqualTo(new Acted.No(Objection.ROLE));
        assertThat(front.escalations().claim(escalation.id(), VIEWER, front.context()))
                .isEqualTo(new Acted.No(Objection.ROLE));
        assertThat(front.escalations().show(escalation.id(), VIEWER, front.context()))
                .isInstanceOf(Acted.Now.class);
        assertThat(front.escalations().show(escalation.id(), AUDITOR, front.context()))
                .isEqualTo(new Acted.No(Objection.ROLE));
        assertThat(front.escalations().waiting(AUDITOR)).isNull();
        assertThat(front.escalations().claim(escalation.id(), ANNA, front.context()))
                .isInstanceOf(Acted.Now.class);
        assertThat(answer(escalation, BEN, "x")).isEqualTo(new Acted.No(Objection.TAKEN));
        assertThat(answer(escalation, ANNA, " ")).isEqualTo(new Acted.No(Objection.TEXT));
        assertThat(answer(escalation, ADMIN, "x")).isInstanceOf(Acted.Now.class);
        assertThat(answer(escalation, ANNA, "x")).isEqualTo(new Acted.No(Objection.OVER));
        assertThat(front.escalations().close("none", ANNA, front.context())).isEqualTo(new Acted.No(Objection.UNKNOWN));
    }

    @Test
    void ofManyPeopleWhoClaimAtOnceOneGetsIt() {
        front.outcome(front.grant(helper), "escalate_to_human", ASK);
        String id = only().id();
        List<Acted> all = atOnce(
                16,
                () -> front.escalations()
                        .claim(id, new Person("p" + Thread.currentThread().threadId(), "operator"), front.context()));
        assertThat(all.stream().filter(Acted.Now.class::isInstance)).hasSize(1);
    }

    @Test
    void whatNobodyAnswersInTimeExpiresAndStillWaitsForAPerson() {
        front.outcome(front.grant(helper), "escalate_to_human", ASK);
        front.escalations().expire(front::context);
        assertThat(only().status()).isEqualTo(Status.OPEN);
        clock.advance(Duration.ofMinutes(61));
        front.escalations().expire(front::context);
        assertThat(only().status()).isEqualTo(Status.EXPIRED);
        front.outcome(front.grant(helper), "escalate_to_human", ASK);
        assertThat(front.escalations().waiting()).isEqualTo(2);
    }

    @Test
    void theFallbackWordsAreWhatToolsAnswerWith() throws IOException {
        rules("{ within: 1m, otherwise: Call us. }");
        String token = front.grant(helper);
        front.outcome(token, "escalate_to_human", ASK);
        clock.advance(Duration.ofMinutes(2));
        front.escalations().expire(front::context);
        assertThat(Refusals.of(front.call(token, "list_products", "{}")).say()).isEqualTo("Call us.");
        JsonNode asked = json(front.outcome(token, "escalate_to_human", ASK));
        assertThat(asked.path("status").asString()).isEqualTo("expired");
        assertThat(asked.path("say").asString()).isEqualTo("Call us.");
        assertThat(answer(only(), ANNA, "Sorry for the wait.")).isInstanceOf(Acted.Now.class);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
    }

    @Test
    void whatNobodyTakesGoesToOthersOnceAndThenExpires() throws IOException {
        rules("{ to: first, within: 5m, say: One moment., otherwise: Call us. }\n"
                + "fallback: { nobody_answers: { say: Others look now., then: escalate, to: second, within: 10m } }");
        String token = front.grant(helper);
        front.outcome(token, "escalate_to_human", ASK);
        Escalation first = only();
        clock.advance(Duration.ofMinutes(6));
        front.escalations().expire(front::context);
        Escalation second = only();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.queue()).isEqualTo("second");
        assertThat(second.status()).isEqualTo(Status.OPEN);
        assertThat(second.deadline()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(Refusals.of(front.call(token, "list_products", "{}")).say()).isEqualTo("Others look now.");
        reopen();
        assertThat(only().queue()).isEqualTo("second");
        clock.advance(Duration.ofMinutes(11));
        front.escalations().expire(front::context);
        assertThat(only().status()).isEqualTo(Status.EXPIRED);
        assertThat(only().queue()).isEqualTo("second");
        assertThat(Refusals.of(front.call(token, "list_products", "{}")).say()).isEqualTo("Call us.");
        JsonNode asked = json(front.outcome(front.grant(helper), "escalate_to_human", ASK));
        assertThat(asked.path("say").asString()).isEqualTo("One moment.");
    }

    @Test
    void whatSomebodyLooksAfterIsNotTakenAwayFromThem() throws IOException {
        rules("{ to: first, within: 5m }\n"
                + "fallback: { nobody_answers: { say: Others look now., then: escalate, to: second } }");
        front.outcome(front.grant(helper), "escalate_to_human", ASK);
        front.escalations().claim(only().id(), ANNA, front.context());
        clock.advance(Duration.ofMinutes(6));
        front.escalations().expire(front::context);
        assertThat(only().queue()).isEqualTo("first");
        assertThat(only().status()).isEqualTo(Status.EXPIRED);
        assertThat(only().claimedBy()).isEqualTo("anna");
    }

    @Test
    void whereNobodyElseIsAskedTheWordsOfTheFallbackAreSaid() throws IOException {
        rules("{ to: first, within: 5m }\nfallback: { nobody_answers: { say: Nobody is here just now. } }");
        String token = front.grant(helper);
        front.outcome(token, "escalate_to_human", ASK);
        clock.advance(Duration.ofMinutes(6));
        front.escalations().expire(front::context);
        assertThat(only().status()).isEqualTo(Status.EXPIRED);
        assertThat(Refusals.of(front.call(token, "list_products", "{}")).say()).isEqualTo("Nobody is here just now.");
    }

    @Test
    void afterARestartItIsThere() {
        String token = front.verified(helper, SmallShop.EMAIL);
        front.says(token, "I want to complain.");
        Escalation before = only();
        reopen();
        assertThat(only()).isEqualTo(before);
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("escalated");
        assertThat(front.conversation(token).facts().hasReadText()).isTrue();
        answer(only(), ANNA, "Go on.");
        reopen();
        assertThat(json(front.outcome(token, "escalate_to_human", ASK))
                        .path("answer")
                        .asString())
                .isEqualTo("Go on.");
        reopen();
        front.outcome(token, "escalate_to_human", ASK);
        assertThat(only().id()).isNotEqualTo(before.id());
        assertThat(only().handOver()).contains("I want to complain");
    }

    @Test
    void itIsForgottenWithTheCustomerAndWithItsConversation() {
        String early = front.grant(helper);
        front.outcome(early, "escalate_to_human", ASK);
        front.escalations().close(only().id(), ANNA, front.context());
        front.outcome(early, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}");
        String token = front.verified(helper, SmallShop.EMAIL);
        front.says(token, "I want to complain.");
        String other = front.verified(helper, SmallShop.OTHER_EMAIL);
        front.says(other, "I want to complain, too.");

        List<Change> forgotten = front.store().state().forget("acme", "CUS-4711", id -> false);

        assertThat(forgotten.stream().filter(Change.EscalationSet.class::isInstance))
                .hasSize(2);
        assertThat(forgotten.stream().filter(Change.SaidSet.class::isInstance)).hasSize(1);
        assertThat(only().where().subject()).isEqualTo("CUS-4712");

        front.escalations().close(only().id(), ANNA, front.context());
        clock.advance(Duration.ofHours(3));
        front.store().sweep(clock.instant(), whose -> false);
        assertThat(front.store().state().escalations().said(other).messages()).isEmpty();
        clock.advance(Duration.ofDays(8));
        assertThat(front.store().state().sweep(clock.instant(), whose -> false).forgotten().stream()
                        .filter(Change.EscalationSet.class::isInstance))
                .hasSize(1);
    }

    @Test
    void nothingOfACustomerIsInPlainInTheDataDirectory() throws IOException {
        String token = front.verified(helper, SmallShop.EMAIL);
        front.says(token, "I am Zanzibara Quillfeather and want to complain about ORD-777001, zanzibara@quill.example");
        answer(only(), ANNA, "Tell Zanzibara to wait.");
        front.outcome(token, "escalate_to_human", "{\"reason\":\"Quillfeather is upset\"}");
        front.close();
        try (Stream<Path> files = Files.walk(shop.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                SmallShop.VALUES.forEach(
                        value -> assertThat(bytes).as(file.toString()).doesNotContain(value));
            }
        }
        front = shop.open(clock);
    }
}
