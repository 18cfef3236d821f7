package dev.remit.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.desk.ActingShop.Said;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.Operations;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.testing.Shopfront;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People decide about what agents ask for, over HTTP, and the shop is as they decided. */
class DeskTest {
    private static final String ORDER = "{\"order_no\":\"ORD-3\"}";

    @TempDir
    Path directory;

    private ActingShop shop;
    private String ann;
    private String bob;

    @BeforeEach
    void open() throws IOException {
        shop = new ActingShop(directory);
        ann = shop.account("ann", "approver");
        bob = shop.account("bob", "approver");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String cancel() {
        return shop.begin(shop.grant("ann"), "cancel_order", ORDER);
    }

    private Status status(String operation) {
        return shop.gateway.operations().get(operation).status();
    }

    @Test
    void whoAskedCannotAllowItAndAnotherCan() {
        String operation = cancel();
        assertThat(status(operation)).isEqualTo(Status.WAITING);
        assertThat(shop.approve(ann, operation).word()).isEqualTo("four_eyes");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
        assertThat(shop.approve(bob, operation).word()).isEqualTo("done");
        assertThat(shop.status("ORD-3")).isEqualTo("cancelled");
    }

    @Test
    void whoAskedCannotAllowItHoweverTheAgentWritesTheName() {
        String operation = shop.begin(shop.grant(" Bob "), "cancel_order", ORDER);
        assertThat(shop.approve(bob, operation).word()).isEqualTo("four_eyes");
        assertThat(shop.approve(ann, operation).word()).isEqualTo("done");
    }

    @Test
    void whatSomebodySaidWhoWasTurnedAwaySinceDoesNotCount() throws IOException {
        shop.contract("within: 30m }\n    undo", "within: 30m, people: 2 }\n    undo");
        String operation = shop.begin(shop.grant(null), "cancel_order", ORDER);
        assertThat(shop.approve(bob, operation).word()).isEqualTo("waiting");
        shop.revoke("bob");
        assertThat(shop.approve(ann, operation).word()).isEqualTo("waiting");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
        assertThat(shop.approve(shop.account("cid", "operator"), operation).word())
                .isEqualTo("done");
    }

    @Test
    void anApprovalIsGoodOnce() {
        String operation = cancel();
        assertThat(shop.approve(bob, operation).word()).isEqualTo("done");
        assertThat(shop.approve(bob, operation).word()).isEqualTo("not_waiting");
        assertThat(shop.act(bob, operation, "deny", "{\"note\":\"no\"}").word()).isEqualTo("not_waiting");
        assertThat(shop.done()).isEqualTo("1");
    }

    @Test
    void anApprovalOfOtherArgumentsIsRefused() {
        String operation = cancel();
        String other =
                shop.begin(shop.grant(null), "note_order", "{\"order_no\":\"ORD-1\",\"text\":\"x\",\"points\":1}");
        String digest = shop.gateway.operations().get(other).what().digest();
        assertThat(shop.act(bob, operation, "approve", "{\"digest\":\"" + digest + "\"}")
                        .word())
                .isEqualTo("other_arguments");
        assertThat(shop.act(bob, operation, "approve", "{}").word()).isEqualTo("invalid_request");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
        assertThat(shop.approve(bob, operation).word()).isEqualTo("done");
    }

    @Test
    void twoPeopleAreTwoPeople() throws IOException {
        shop.contract("within: 30m }\n    undo", "within: 30m, people: 2 }\n    undo");
        String operation = cancel();
        assertThat(shop.approve(bob, operation).word()).isEqualTo("waiting");
        assertThat(shop.approve(bob, operation).word()).isEqualTo("approved_already");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
        assertThat(shop.approve(shop.account("cid", "operator"), operation).word())
                .isEqualTo("done");
        assertThat(shop.done()).isEqualTo("1");
    }

    @Test
    void sixtyFourApproversAtOnceDoItOnce() throws IOException {
        shop.contract("within: 30m }\n    undo", "within: 30m, people: 3 }\n    undo");
        String operation = cancel();
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String person = shop.account("person" + i, "approver");
            all.add(() -> shop.approve(person, operation).word());
        }
        List<String> words = Shopfront.atOnce(all);
        assertThat(words.stream().filter("waiting"::equals)).hasSize(2);
        assertThat(words.stream().filter("done"::equals)).hasSize(1);
        assertThat(words.stream().filter("not_waiting"::equals)).hasSize(61);
        assertThat(shop.done()).isEqualTo("1");
    }

    @Test
    void theAgentReadsWhyOnlyWhereTheContractSaysSo() throws IOException {
        String token = shop.grant("ann");
        String operation = shop.begin(token, "cancel_order", ORDER);
        assertThat(shop.act(bob, operation, "deny", "{}").word()).isEqualTo("invalid_request");
        assertThat(shop.act(bob, operation, "deny", "{\"note\":\"unusual\"}").word())
                .isEqualTo("denied");
        String asked = "{\"operation\":\"" + operation + "\"}";
        assertThat(shop.call(token, "check_approval", asked)).contains("denied").doesNotContain("unusual");
        shop.contract("within: 30m }\n    undo", "within: 30m, tell_why: true }\n    undo");
        String other = shop.grant("ann");
        String told = shop.begin(other, "cancel_order", ORDER);
        shop.act(bob, told, "deny", "{\"note\":\"unusual\"}");
        assertThat(shop.call(other, "check_approval", "{\"operation\":\"" + told + "\"}"))
                .contains("unusual");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
    }

    @Test
    void afterItsTimeNobodyAllowsIt() {
        String operation = cancel();
        shop.clock.advance(Duration.ofMinutes(31));
        assertThat(shop.approve(bob, operation).word()).isEqualTo("expired");
        shop.gateway.operations().expire(shop::context);
        assertThat(status(operation)).isEqualTo(Status.EXPIRED);
        assertThat(shop.status("ORD-3")).isEqualTo("open");
    }

    @Test
    void whatChangedSinceIsShownAndDecidedAgain() {
        String operation = cancel();
        assertThat(shop.show(bob, operation).body().path("changed")).isEmpty();
        shop.shop.sql("UPDATE orders SET status = 'shipped', total = 90.00 WHERE order_no = 'ORD-3'");
        JsonNode shown = shop.show(bob, operation).body();
        assertThat(shown.path("now").path("decision").asString()).isEqualTo("deny");
        assertThat(shown.path("now").path("reason").asString()).isEqualTo("condition_not_met");
        assertThat(shown.path("changed")).hasSize(1);
        assertThat(shown.path("changed").get(0).path("was").path("status").asString())
                .isEqualTo("open");
        assertThat(shown.path("changed").get(0).path("now").path("status").asString())
                .isEqualTo("shipped");
        Said approved = shop.approve(bob, operation);
        assertThat(approved.word()).isEqualTo("undone");
        assertThat(approved.text("reason")).isEqualTo("condition_not_met");
        assertThat(shop.status("ORD-3")).isEqualTo("shipped");
        assertThat(shop.done()).isEqualTo("0");
    }

    @Test
    void whatWasAskedForUnderARevokedGrantIsNotDone() {
        String token = shop.grant("ann");
        String operation = shop.begin(token, "cancel_order", ORDER);
        shop.gateway.grants().revoke(token, token, shop.context());
        assertThat(shop.show(bob, operation).body().path("now").path("reason").asString())
                .isEqualTo("not_allowed");
        Said approved = shop.approve(bob, operation);
        assertThat(approved.word()).isEqualTo("undone");
        assertThat(approved.text("reason")).isEqualTo("not_allowed");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
    }

    @Test
    void anOperationRemembersHowLongItsContractKeepsPayloads() throws IOException {
        String token = shop.grant("ann");
        String before = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        shop.contract("limits:", "retention: { payloads: 2d }\nlimits:");
        String after = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-2\"}");
        assertThat(remembered(before)).isEqualTo(Duration.ofDays(7));
        assertThat(remembered(after)).isEqualTo(Duration.ofDays(2));
        shop.clock.advance(Duration.ofDays(3));
        shop.gateway.store().sweep(shop.clock.instant(), whose -> false);
        assertThat(shop.gateway.operations().get(after)).isNull();
        assertThat(shop.gateway.operations().get(before)).isNotNull();
    }

    private Duration remembered(String id) {
        return Operations.remembered(
                Objects.requireNonNull(shop.gateway.operations().get(id)));
    }

    @Test
    void aRevokedGrantIsRememberedForAsLongAsSomethingWaitsUnderIt() throws IOException {
        shop.contract("approver, operator], within: 30m", "approver, operator], within: 3d");
        String revoked = shop.grant("ann");
        String stale = shop.begin(revoked, "cancel_order", ORDER);
        String over = cancel();
        shop.gateway.grants().revoke(revoked, revoked, shop.context());
        shop.clock.advance(Duration.ofHours(50));
        shop.gateway.store().sweep(shop.clock.instant(), whose -> false);
        shop.restart();
        String cat = shop.account("cat", "approver");
        assertThat(shop.approve(cat, stale).text("reason")).isEqualTo("not_allowed");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
        assertThat(shop.approve(cat, over).word()).isEqualTo("done");
        assertThat(shop.status("ORD-3")).isEqualTo("cancelled");
        shop.gateway.store().sweep(shop.clock.instant(), whose -> false);
        assertThat(shop.gateway.store().state().grants()).isEmpty();
    }

    @Test
    void whatWaitsUnderARevokedGrantIsOverAndGivesItsBudgetBack() {
        String token = shop.grant("ann");
        String operation = shop.begin(token, "note_order", "{\"order_no\":\"ORD-1\",\"text\":\"a\",\"points\":40}");
        String other = cancel();
        shop.gateway.grants().revoke(token, token, shop.context());
        shop.gateway.operations().expire(shop::context);
        assertThat(status(operation)).isEqualTo(Status.UNDONE);
        assertThat(shop.gateway.operations().get(operation).reason()).isEqualTo("not_allowed");
        assertThat(status(other)).isEqualTo(Status.WAITING);
    }

    @Test
    void aPersonTakesBackWhatWasDoneUnderARevokedGrantAndAStoppedWorkflow() {
        String token = shop.grant(null);
        String operation = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        shop.gateway.grants().revoke(token, token, shop.context());
        shop.gateway.stops().stop(new Target(What.WORKFLOW, "order-help"), "a test", "operator", false);
        String operator = shop.account("opa", "operator");
        Target reopening = new Target(What.ACTION, "reopen_order");
        assertThat(shop.gateway.stops().stop(reopening, "a test", "operator", false))
                .isInstanceOf(StopDesk.Outcome.Stopped.class);
        assertThat(shop.act(operator, operation, "undo", "{}").text("reason")).isEqualTo("stopped");
        assertThat(shop.status("ORD-1")).isEqualTo("cancelled");
        shop.gateway.stops().resume(reopening, "a test", "operator");
        assertThat(shop.act(operator, operation, "undo", "{}").word()).isEqualTo("done");
        assertThat(shop.status("ORD-1")).isEqualTo("open");
    }

    @Test
    void textThatTheAgentReadIsNotInTheWayOfAPersonWhoTakesBack() {
        String token = shop.grant(null);
        String operation = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        assertThat(shop.call(token, "list_orders", "{}")).contains("note");
        assertThat(shop.gateway.operations().get(operation).what().action()).isEqualTo("cancel_order");
        String operator = shop.account("opa", "operator");
        assertThat(shop.act(operator, operation, "undo", "{}").word()).isEqualTo("done");
        assertThat(shop.status("ORD-1")).isEqualTo("open");
    }

    @Test
    void eachRoleDoesWhatItIsForAndNoMore() {
        String token = shop.grant(null);
        String operation = shop.begin(token, "cancel_order", ORDER);
        String viewer = shop.account("vic", "viewer");
        String auditor = shop.account("aud", "auditor");
        String owner = shop.account("own", "data_owner");
        assertThat(shop.get(viewer, "/v1/desk/operations").body().path("count").asInt())
                .isEqualTo(1);
        assertThat(shop.approve(viewer, operation).word()).isEqualTo("wrong_role");
        assertThat(shop.approve(auditor, operation).word()).isEqualTo("wrong_role");
        assertThat(shop.approve(token, operation).word()).isEqualTo("people_only");
        assertThat(shop.approve("nobody", operation).word()).isEqualTo("unauthenticated");
        assertThat(shop.get(owner, "/v1/desk/operations").body().path("count").asInt())
                .isZero();
        assertThat(shop.approve(owner, operation).word()).isEqualTo("unknown_operation");
        assertThat(shop.act(ann, operation, "undo", "{}").word()).isEqualTo("wrong_role");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
        assertThat(shop.approve(ann, operation).word()).isEqualTo("done");
        String draft = shop.begin(token, "note_order", "{\"order_no\":\"ORD-1\",\"text\":\"x\",\"points\":1}");
        assertThat(shop.approve(owner, draft).word()).isEqualTo("done");
        assertThat(shop.act(shop.account("root", "admin"), operation, "undo", "{}")
                        .word())
                .isEqualTo("done");
        assertThat(shop.status("ORD-3")).isEqualTo("open");
    }

    @Test
    void thoseWhoDecideSeeValuesWhichIsOnRecordAndViewersSeeNames() {
        String operation = shop.begin(
                shop.grant(null), "cancel_order", "{\"order_no\":\"ORD-3\",\"stated_reason\":\"Quillfeather asked\"}");
        Said names = shop.show(shop.account("vic", "viewer"), operation);
        assertThat(names.body().path("argument_names").toString()).contains("order_no");
        assertThat(names.body().toString()).doesNotContain("ORD-3", "Quillfeather", "CUS-4711");
        JsonNode clear = shop.show(bob, operation).body();
        assertThat(clear.path("arguments").path("order_no").asString()).isEqualTo("ORD-3");
        assertThat(clear.path("facts").path("order").path("total").asInt()).isEqualTo(90);
        assertThat(clear.path("whom").path("customer").asString()).isEqualTo("CUS-4711");
        assertThat(clear.path("agent_says").toString()).contains("Quillfeather asked", "own words");
        assertThat(clear.path("what").path("description").asString()).contains("Cancels an order");
        assertThat(clear.path("why").toString()).contains("rule");
        assertThat(clear.path("can").toString()).contains("approve", "deny");
        String auditor = shop.account("aud", "auditor");
        assertThat(shop.post(auditor, "/v1/ledger/search", "{\"event\":\"desk.show\"}")
                        .body()
                        .path("entries"))
                .hasSize(1);
        assertThat(shop.post(auditor, "/v1/ledger/accesses", "{\"customer\":{\"tenant\":\"acme\",\"id\":\"CUS-4711\"}}")
                        .body()
                        .toString())
                .contains("bob", "args.order_no", "order.total");
        assertThat(shop.get(bob, "/v1/desk/operations").body().toString())
                .doesNotContain("ORD-3", "Quillfeather", "CUS-4711");
    }

    private static String note(String order, String text, int points) {
        return "{\"order_no\":\"" + order + "\",\"text\":\"" + text + "\",\"points\":" + points + "}";
    }

    @Test
    void aDraftIsEditedAndSentAsItThenIs() {
        String token = shop.grant(null);
        String draft = shop.begin(token, "note_order", note("ORD-1", "rude", 10));
        assertThat(status(draft)).isEqualTo(Status.DRAFT);
        String before = shop.show(ann, draft).text("digest");
        Said edited = shop.act(ann, draft, "edit", "{\"arguments\":" + note("ORD-2", "kind", 20) + "}");
        assertThat(edited.word()).isEqualTo("draft");
        assertThat(edited.text("digest")).isNotEqualTo(before);
        assertThat(shop.show(ann, draft).body().path("changed")).isEmpty();
        assertThat(shop.act(bob, draft, "send", "{\"digest\":\"" + before + "\"}")
                        .word())
                .isEqualTo("other_arguments");
        assertThat(shop.act(bob, draft, "send", "{\"digest\":\"" + edited.text("digest") + "\"}")
                        .word())
                .isEqualTo("done");
        assertThat(shop.sql("SELECT note FROM orders WHERE order_no = 'ORD-2'")).isEqualTo("kind");
        assertThat(shop.sql("SELECT note FROM orders WHERE order_no = 'ORD-1'")).isEqualTo("null");
        assertThat(shop.act(ann, draft, "edit", "{\"arguments\":" + note("ORD-2", "late", 20) + "}")
                        .word())
                .isEqualTo("not_waiting");
    }

    @Test
    void anEditTakesWhatItsNewTextCostsAndReachesNobodyElse() {
        String token = shop.grant(null);
        String draft = shop.begin(token, "note_order", note("ORD-1", "a", 30));
        shop.begin(token, "note_order", note("ORD-2", "b", 15));
        assertThat(shop.act(ann, draft, "edit", "{\"arguments\":" + note("ORD-1", "a", 36) + "}")
                        .word())
                .isEqualTo("budget_action");
        assertThat(shop.act(ann, draft, "edit", "{\"arguments\":" + note("ORD-1", "a", 35) + "}")
                        .word())
                .isEqualTo("draft");
        assertThat(shop.call(token, "note_order", note("ORD-2", "c", 1))).isEqualTo("budget_action");
        assertThat(shop.act(ann, draft, "edit", "{\"arguments\":" + note("ORD-1", "a", 5) + "}")
                        .word())
                .isEqualTo("draft");
        assertThat(shop.call(token, "note_order", note("ORD-2", "c", 30))).contains("draft");
        assertThat(shop.act(ann, draft, "edit", "{\"arguments\":" + note("ORD-888001", "a", 5) + "}")
                        .word())
                .isEqualTo("invalid_argument");
        assertThat(shop.act(ann, draft, "edit", "{\"arguments\":" + note("ORD-1", "a", 101) + "}")
                        .word())
                .isEqualTo("invalid_argument");
    }

    @Test
    void whatIsDroppedGivesItsBudgetBack() {
        String token = shop.grant(null);
        String draft = shop.begin(token, "note_order", note("ORD-1", "a", 50));
        assertThat(shop.call(token, "note_order", note("ORD-2", "b", 1))).isEqualTo("budget_action");
        assertThat(shop.act(ann, draft, "drop", "{}").word()).isEqualTo("dropped");
        assertThat(shop.call(token, "note_order", note("ORD-2", "b", 50))).contains("draft");
        assertThat(shop.done()).isEqualTo("0");
    }

    @Test
    void whatIsDroppedInTheNextWindowGivesThatOneNothing() throws IOException {
        shop.contract(
                "data_owner], within: 30m }\n    budget: [{ most: 50, of: points, per: grant }]",
                "data_owner], within: 3h }\n    budget: [{ most: 50, of: points, per: workflow, within: 1h }]");
        String early = shop.begin(shop.grant(null), "note_order", note("ORD-1", "a", 50));
        String edited = shop.begin(shop.grant(null), "note_order", note("ORD-1", "a", 0));
        shop.clock.advance(Duration.ofMinutes(61));
        String token = shop.grant(null);
        String late = shop.begin(token, "note_order", note("ORD-2", "b", 50));
        assertThat(shop.act(ann, early, "drop", "{}").word()).isEqualTo("dropped");
        assertThat(shop.call(token, "note_order", note("ORD-2", "b", 1))).isEqualTo("budget_action");
        assertThat(shop.act(ann, late, "drop", "{}").word()).isEqualTo("dropped");
        assertThat(shop.act(ann, edited, "edit", "{\"arguments\":" + note("ORD-1", "a", 30) + "}")
                        .word())
                .isEqualTo("draft");
        assertThat(shop.act(ann, edited, "edit", "{\"arguments\":" + note("ORD-1", "a", 10) + "}")
                        .word())
                .isEqualTo("draft");
        String other = shop.grant(null);
        assertThat(shop.call(other, "note_order", note("ORD-2", "b", 41))).isEqualTo("budget_action");
        shop.restart();
        assertThat(shop.act(ann, edited, "drop", "{}").word()).isEqualTo("dropped");
        assertThat(shop.call(shop.grant(null), "note_order", note("ORD-2", "b", 50)))
                .contains("draft");
    }

    @Test
    void allOfAConversationIsTakenBackTheLastFirst() {
        String token = shop.grant(null);
        String first = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        shop.clock.advance(Duration.ofSeconds(1));
        String second = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-2\"}");
        Operation done = shop.gateway.operations().get(first);
        String path = "/v1/desk/conversations/" + done.what().grant() + "/undo";
        assertThat(shop.post(bob, path, "{}").word()).isEqualTo("wrong_role");
        assertThat(shop.status("ORD-1")).isEqualTo("cancelled");
        String operator = shop.account("opa", "operator");
        Said undone = shop.post(operator, path, "{}");
        assertThat(undone.body().path("all").asBoolean()).isTrue();
        assertThat(undone.body().path("undone").get(0).path("undoes").asString())
                .isEqualTo(second);
        assertThat(undone.body().path("undone").get(1).path("undoes").asString())
                .isEqualTo(first);
        assertThat(shop.status("ORD-1") + shop.status("ORD-2")).isEqualTo("openopen");
        assertThat(shop.post(operator, path, "{}").body().path("undone")).isEmpty();
        assertThat(shop.done()).isEqualTo("4");
    }

    @Test
    void takingBackStopsAtWhatCannotBe() {
        String token = shop.grant(null);
        String first = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        shop.clock.advance(Duration.ofSeconds(1));
        String second = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-2\"}");
        shop.shop.sql("UPDATE orders SET status = 'shipped' WHERE order_no = 'ORD-2'");
        String conversation = shop.gateway.operations().get(first).what().conversation();
        Said undone =
                shop.post(shop.account("opa", "operator"), "/v1/desk/conversations/" + conversation + "/undo", "{}");
        assertThat(undone.body().path("all").asBoolean()).isFalse();
        assertThat(undone.body().path("stopped_at").path("operation").asString())
                .isEqualTo(second);
        assertThat(shop.status("ORD-1")).isEqualTo("cancelled");
    }

    @Test
    void whatNobodyCanTellIsResolvedByAPersonAndNotTakenBackTwice() {
        String token = shop.grant(null);
        String operation = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        String operator = shop.account("opa", "operator");
        String undo = shop.act(operator, operation, "undo", "{}").text("operation");
        // As if nobody could tell what became of taking it back.
        var operations = shop.gateway.store().state().operations();
        Operation done = operations.get(operation);
        operations.set(new Operation(
                done.id(),
                done.what(),
                Status.DONE,
                done.claims(),
                done.need(),
                done.votes(),
                done.result(),
                null,
                null,
                done.createdAt(),
                done.changedAt()));
        operations.set(operations.get(undo).now(Status.UNKNOWN, shop.clock.instant()));
        assertThat(shop.get(bob, "/v1/desk/operations")
                        .body()
                        .path("operations")
                        .get(0)
                        .path("operation")
                        .asString())
                .isEqualTo(undo);
        assertThat(shop.act(operator, operation, "undo", "{}").word()).isEqualTo("undo_not_over");
        assertThat(shop.act(bob, undo, "resolve", "{\"done\":true,\"note\":\"looked\"}")
                        .word())
                .isEqualTo("wrong_role");
        assertThat(shop.act(operator, undo, "resolve", "{\"done\":true,\"note\":\"looked\"}")
                        .word())
                .isEqualTo("done");
        assertThat(shop.act(operator, operation, "undo", "{}").word()).isEqualTo("not_undoable");
        assertThat(shop.done()).isEqualTo("2");
    }

    @Test
    void correctionsAndIncidentsAreOnRecordAndSayWhoWasAffected() {
        String token = shop.grant(null);
        assertThat(shop.call(token, "list_orders", "{}")).contains("ORD-1");
        String operation = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        String conversation = shop.gateway.operations().get(operation).what().conversation();
        Said corrected = shop.post(
                ann, "/v1/desk/corrections", "{\"conversation\":\"" + conversation + "\",\"text\":\"It was late.\"}");
        assertThat(corrected.status()).isEqualTo(200);
        assertThat(shop.post(ann, "/v1/desk/corrections", "{\"conversation\":\"nothing\",\"text\":\"x\"}")
                        .word())
                .isEqualTo("unknown_reference");
        assertThat(shop.post(ann, "/v1/desk/corrections", "{\"text\":\"x\"}").word())
                .isEqualTo("invalid_request");
        String auditor = shop.account("aud", "auditor");
        JsonNode facts = shop.get(auditor, "/v1/ledger/entries/" + corrected.text("correction"))
                .body()
                .path("facts");
        assertThat(facts.path("event").asString()).isEqualTo("correction");
        assertThat(facts.path("text").asString()).isEqualTo("It was late.");
        assertThat(facts.path("account").asString()).isEqualTo("ann");
        assertThat(facts.path("subject").asString()).isEqualTo("CUS-4711");

        String incident = "{\"title\":\"wrong orders\",\"operations\":[\"" + operation + "\"]}";
        assertThat(shop.post(ann, "/v1/desk/incidents", incident).word()).isEqualTo("wrong_role");
        String operator = shop.account("opa", "operator");
        String id = shop.post(operator, "/v1/desk/incidents", incident).text("incident");
        JsonNode shown = shop.get(operator, "/v1/desk/incidents/" + id).body();
        assertThat(shown.path("title").asString()).isEqualTo("wrong orders");
        JsonNode customer = shown.path("customers").get(0);
        assertThat(customer.path("customer").asString()).isEqualTo("CUS-4711");
        assertThat(customer.path("fields").toString()).contains("order.order_no", "order.status");
        assertThat(customer.path("operations").get(0).path("operation").asString())
                .isEqualTo(operation);
        assertThat(shop.get(operator, "/v1/desk/incidents").body().path("incidents"))
                .hasSize(1);
    }

    @Test
    void pagesGoThroughAllOfAQueueWhatIsDueFirstFirst() {
        String token = shop.grant(null);
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            begun.add(shop.begin(token, "note_order", note("ORD-1", "n" + i, 1)));
            shop.clock.advance(Duration.ofSeconds(1));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            String after = cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\"";
            Said page =
                    shop.post(bob, "/v1/desk/operations/search", "{\"status\":[\"draft\"],\"limit\":2" + after + "}");
            assertThat(page.body().path("count").asInt()).isEqualTo(5);
            page.body()
                    .path("operations")
                    .forEach(one -> seen.add(one.path("operation").asString()));
            cursor = page.text("next");
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(begun);
        for (String wrong : List.of(
                "{\"status\":[\"nonsense\"]}",
                "{\"cursor\":\"x\"}",
                "{\"limit\":201}",
                "{\"limit\":0}",
                "{\"status\":\"draft\"}",
                "{\"surprise\":1}")) {
            assertThat(shop.post(bob, "/v1/desk/operations/search", wrong).word())
                    .isEqualTo("invalid_request");
        }
        assertThat(shop.post(bob, "/v1/desk/operations/search", "{\"tenant\":\"beta\"}")
                        .body()
                        .path("count")
                        .asInt())
                .isZero();
    }

    @Test
    void whatWaitsStillWaitsAfterARestart() throws IOException {
        String operation = cancel();
        shop.restart();
        JsonNode shown = shop.show(bob, operation).body();
        assertThat(shown.path("status").asString()).isEqualTo("waiting");
        assertThat(shown.path("changed")).isEmpty();
        assertThat(shop.approve(bob, operation).word()).isEqualTo("done");
        assertThat(shop.status("ORD-3")).isEqualTo("cancelled");
    }
}
