package dev.remit.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Console;
import dev.remit.gateway.desk.ActingShop.Said;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Messages and escalations over HTTP, and as {@code remit desk escalations}. */
class EscalationWireTest {
    private static final String ALL = "/v1/desk/escalations";
    private static final String COMPLAINT = "{\"role\":\"customer\",\"text\":\"I want to complain.\"}";

    @TempDir
    Path directory;

    private ActingShop shop;
    private String bob;

    @BeforeEach
    void open() throws IOException {
        shop = new ActingShop(directory);
        bob = shop.account("bob", "approver");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** A grant with its id. */
    private record Opened(String token, String id) {
        String messages() {
            return "/v1/grants/" + id + "/messages";
        }
    }

    private Opened grant() {
        Set<String> before = ids();
        String token = shop.grant(null);
        Set<String> after = ids();
        after.removeAll(before);
        return new Opened(token, after.iterator().next());
    }

    private Set<String> ids() {
        Set<String> ids = new HashSet<>();
        for (LiveGrant grant : shop.gateway.store().state().grants()) {
            ids.add(grant.facts().id());
        }
        return ids;
    }

    private String escalated() {
        Opened grant = grant();
        assertThat(shop.post(grant.token(), grant.messages(), COMPLAINT).status())
                .isEqualTo(200);
        return shop.get(bob, ALL).body().path("escalations").get(0).path("id").asString();
    }

    @Test
    void whatACustomerSaysReachesAPersonWhoAnswersAndTheAgentGoesOn() {
        Opened grant = grant();
        Said heard = shop.post(grant.token(), grant.messages(), COMPLAINT);
        assertThat(heard.body().path("escalated").asBoolean()).isTrue();
        assertThat(heard.body().path("topics").toString()).isEqualTo("[\"complaint\"]");
        assertThat(shop.call(grant.token(), "list_orders", "{}")).isEqualTo("escalated");

        JsonNode listed = shop.get(bob, ALL).body().path("escalations");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).has("hand_over")).isFalse();
        String one = ALL + "/" + listed.get(0).path("id").asString();
        Said shown = shop.get(bob, one);
        assertThat(shown.body().path("hand_over").toString()).contains("I want to complain");
        SmallShop.VALUES.forEach(value -> assertThat(shown.body().toString()).doesNotContain(value));

        assertThat(shop.post(bob, one + "/claim", "{}").word()).isEqualTo("claimed");
        String cat = shop.account("cat", "operator");
        assertThat(shop.post(cat, one + "/close", "{}").status()).isEqualTo(409);
        assertThat(shop.post(cat, one + "/close", "{}").word()).isEqualTo("escalation_taken");
        assertThat(shop.post(bob, one + "/answer", "{\"text\":\"Offer a voucher.\"}")
                        .word())
                .isEqualTo("answered");
        assertThat(shop.call(grant.token(), "list_orders", "{}")).contains("ORD-1");
        assertThat(shop.post(bob, one + "/answer", "{\"text\":\"Again.\"}").word())
                .isEqualTo("escalation_over");
        assertThat(shop.get(bob, ALL).body().path("escalations")).isEmpty();
    }

    @Test
    void whatSomebodyLookedAfterWhoWasTurnedAwayIsAnybodys() {
        String one = ALL + "/" + escalated();
        String cat = shop.account("cat", "operator");
        shop.post(bob, one + "/claim", "{}");
        assertThat(shop.post(cat, one + "/claim", "{}").word()).isEqualTo("escalation_taken");
        shop.revoke("bob");
        assertThat(shop.post(bob, one + "/answer", "{\"text\":\"Yes.\"}").status())
                .isEqualTo(401);
        assertThat(shop.post(cat, one + "/claim", "{}").word()).isEqualTo("claimed");
    }

    @Test
    void whoeverSeesNoValuesSeesThatSomethingWasSaidAndNotWhat() {
        String one = ALL + "/" + escalated();
        String viewer = shop.account("vic", "viewer");
        JsonNode shown = shop.get(viewer, one).body();
        assertThat(shown.path("hand_over").path("messages")).hasSize(1);
        assertThat(shown.path("hand_over").path("messages").get(0).path("role").asString())
                .isEqualTo("customer");
        assertThat(shown.toString()).doesNotContain("I want to complain");
        assertThat(shop.get(bob, one).body().toString()).contains("I want to complain");
    }

    @Test
    void takingOverEndsTheGrant() {
        Opened grant = grant();
        shop.post(grant.token(), grant.messages(), COMPLAINT);
        String one = ALL + "/"
                + shop.get(bob, ALL)
                        .body()
                        .path("escalations")
                        .get(0)
                        .path("id")
                        .asString();
        assertThat(shop.post(bob, one + "/take-over", "{}").word()).isEqualTo("claimed");
        assertThat(shop.call(grant.token(), "list_orders", "{}")).isEqualTo("unauthenticated");
        assertThat(shop.post(grant.token(), grant.messages(), COMPLAINT).status())
                .isEqualTo(401);
    }

    @Test
    void eachRoleDoesWhatItIsForAndNoMore() {
        String one = ALL + "/" + escalated();
        String viewer = shop.account("vic", "viewer");
        assertThat(shop.get(viewer, ALL).status()).isEqualTo(200);
        assertThat(shop.get(viewer, one).status()).isEqualTo(200);
        for (String role : List.of("viewer", "auditor", "data_owner")) {
            String account = role.equals("viewer") ? viewer : shop.account(role.replace('_', '-'), role);
            for (String step : List.of("claim", "take-over", "close")) {
                Said refused = shop.post(account, one + "/" + step, "{}");
                assertThat(refused.status()).as(role + " " + step).isEqualTo(403);
                assertThat(refused.word()).isEqualTo("escalation_role");
            }
            assertThat(shop.post(account, one + "/answer", "{\"text\":\"x\"}").status())
                    .isEqualTo(403);
        }
        String auditor = shop.account("aud", "auditor");
        assertThat(shop.get(auditor, ALL).status()).isEqualTo(403);
        assertThat(shop.get(auditor, one).status()).isEqualTo(403);
        assertThat(shop.get(bob, one).word()).isEqualTo("open");
    }

    @Test
    void tokensOfGrantsAndStrangersOpenNothingOfTheDesk() {
        String one = ALL + "/" + escalated();
        for (String bearer : List.of(grant().token(), "remit_account_made_up", "x")) {
            for (String path : List.of(ALL, one)) {
                Said refused = shop.get(bearer, path);
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.body().toString()).doesNotContain("complain");
            }
            assertThat(shop.post(bearer, one + "/close", "{}").status()).isEqualTo(401);
        }
        assertThat(shop.get(bob, one).word()).isEqualTo("open");
    }

    @Test
    void aMessageIsTakenForItsOwnGrantOnlyAndAnotherOneIsLikeNone() {
        Opened one = grant();
        Opened other = grant();
        Said others = shop.post(one.token(), other.messages(), COMPLAINT);
        Said none = shop.post(one.token(), "/v1/grants/01zzzzzzzzzzzzzzzzzzzzzzzz/messages", COMPLAINT);
        assertThat(others.status()).isEqualTo(403);
        assertThat(none.status()).isEqualTo(403);
        assertThat(others.word()).isEqualTo(none.word()).isEqualTo("not_allowed");
        assertThat(shop.post(bob, one.messages(), COMPLAINT).status()).isEqualTo(401);
        assertThat(shop.get(bob, ALL).body().path("escalations")).isEmpty();
    }

    @Test
    void anEscalationOfAnotherConversationIsNothingToAnAgent() {
        String escalation = escalated();
        assertThat(shop.call(grant().token(), "check_approval", "{\"operation\":\"" + escalation + "\"}"))
                .isEqualTo("unknown_operation");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String id : List.of("01zzzzzzzzzzzzzzzzzzzzzzzz", "x", "%2e%2e", "x".repeat(300))) {
            assertThat(shop.get(bob, ALL + "/" + id).status()).as(id).isEqualTo(404);
            assertThat(shop.post(bob, ALL + "/" + id + "/close", "{}").status())
                    .as(id)
                    .isEqualTo(404);
        }
    }

    @Test
    void bodiesThatAreWrongAreRefusedAndHeardByNobody() {
        Opened grant = grant();
        for (String body : List.of(
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"role\":\"customer\"}",
                "{\"text\":\"I want to complain.\"}",
                "{\"role\":\"customer\",\"text\":\"\"}",
                "{\"role\":\"customer\",\"text\":7}",
                "{\"role\":\"system\",\"text\":\"I want to complain.\"}",
                "{\"role\":\"customer\",\"text\":\"I want to complain.\",\"more\":1}",
                "{\"role\":\"customer\",\"role\":\"agent\",\"text\":\"I want to complain.\"}",
                "{\"role\":\"customer\",\"text\":\"I want to complain." + "x".repeat(10_000) + "\"}")) {
            Said refused = shop.post(grant.token(), grant.messages(), body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.body().toString()).doesNotContain("complain");
        }
        assertThat(shop.get(bob, ALL).body().path("escalations")).isEmpty();

        String one = ALL + "/" + escalated();
        for (String body : List.of(
                "",
                "[]",
                "{",
                "{}",
                "{\"text\":\"\"}",
                "{\"text\":[]}",
                "{\"text\":\"x\",\"more\":1}",
                "{\"text\":\"" + "x".repeat(4_001) + "\"}")) {
            assertThat(shop.post(bob, one + "/answer", body).status()).as(body).isEqualTo(400);
        }
        assertThat(shop.get(bob, one).word()).isEqualTo("open");
    }

    @Test
    void theCommandLineDoesTheSame() {
        String escalation = escalated();
        assertThat(as(bob, "desk", "escalations", "list").out()).contains(escalation, "open", "desk", "complaint");
        Console.Done shown = as(bob, "desk", "escalations", "show", escalation);
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("I want to complain");
        assertThat(as(shop.account("vic", "viewer"), "desk", "escalations", "claim", escalation)
                        .err())
                .contains("escalation_role");
        assertThat(as(bob, "desk", "escalations", "claim", escalation).out()).contains("is claimed");
        Console.Done other = as(bob, "desk", "escalations", "close", "01zzzzzzzzzzzzzzzzzzzzzzzz");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(as(bob, "desk", "escalations", "close", escalation).out()).contains("is closed");
        assertThat(as(bob, "desk", "escalations", "list").out()).doesNotContain(escalation);
    }

    private Console.Done as(String credential, String... arguments) {
        return new Console(directory, Map.of("REMIT_URL", shop.url(), "REMIT_ACCOUNT", credential)).run(arguments);
    }
}
