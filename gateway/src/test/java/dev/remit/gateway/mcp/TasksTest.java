package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.desk.ActingShop;
import dev.remit.gateway.mcp.Message.Answer;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.testing.Shopfront;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The tasks extension, against a real gateway: what waits for a person is a task for a client that knows tasks. */
final class TasksTest {
    private static final String NONE = "clientCapabilities\":{}";
    private static final String TASKS = "clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";
    private static final String WAITS = "{\"order_no\":\"ORD-3\"}";

    @TempDir
    Path directory;

    private ActingShop shop;
    private String token;
    private String bob;

    @BeforeEach
    void open() throws IOException {
        shop = new ActingShop(directory);
        token = shop.grant("ann");
        bob = shop.account("bob", "approver");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Answer send(Message message, String bearer) {
        try {
            return message.with("Authorization", "Bearer " + bearer).send(shop.gateway.port());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Answer call(String tool, String arguments) {
        return send(Message.modernCall(tool, arguments).swap(NONE, TASKS), token);
    }

    private Answer ask(String method, String task) {
        return ask(method, task, token);
    }

    private Answer ask(String method, String task, String bearer) {
        String more = method.equals("tasks/update") ? ",\"inputResponses\":{}" : "";
        return send(
                Message.modern(method, "{\"taskId\":\"" + task + "\"" + more + "}")
                        .swap(NONE, TASKS),
                bearer);
    }

    private String begun() {
        return call("cancel_order", WAITS).result().path("taskId").asString();
    }

    private Operation operation(String id) {
        return Objects.requireNonNull(shop.gateway.operations().get(id));
    }

    @Test
    void theServerSaysThatItKnowsTasks() {
        assertThat(send(Message.modern("server/discover", "{}"), token)
                        .result()
                        .path("capabilities")
                        .path("extensions")
                        .toString())
                .isEqualTo("{\"io.modelcontextprotocol/tasks\":{}}");
    }

    @Test
    void aCallThatWaitsIsATaskAndItsIdIsTheOperation() {
        Answer answer = call("cancel_order", WAITS);
        JsonNode task = answer.result();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(task.path("resultType").asString()).isEqualTo("task");
        assertThat(task.path("status").asString()).isEqualTo("working");
        assertThat(task.path("statusMessage").asString()).isEqualTo("A person has to allow it first.");
        assertThat(task.path("createdAt").asString())
                .isEqualTo(shop.clock.instant().toString());
        assertThat(task.path("lastUpdatedAt").asString())
                .isEqualTo(shop.clock.instant().toString());
        assertThat(task.path("pollIntervalMs").asLong())
                .isEqualTo(Duration.ofSeconds(90).toMillis());
        assertThat(task.path("ttlMs").asLong())
                .isEqualTo(Duration.ofDays(7).plusMinutes(30).toMillis());
        assertThat(task.has("content")).isFalse();
        assertThat(operation(task.path("taskId").asString()).status()).isEqualTo(Operation.Status.WAITING);
    }

    @Test
    void whoDoesNotKnowTasksGetsTheHandle() {
        for (Message message : List.of(
                Message.modernCall("cancel_order", WAITS),
                Message.modernCall("cancel_order", WAITS)
                        .swap(NONE, "clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":true}}"),
                Message.modernCall("cancel_order", WAITS).swap(NONE, "clientCapabilities\":{\"tasks\":{}}"),
                Message.legacy(
                        "2025-11-25",
                        "tools/call",
                        "{\"name\":\"cancel_order\",\"arguments\":" + WAITS + ",\"task\":{\"ttl\":60000}}"))) {
            JsonNode result = send(message, token).result();
            assertThat(result.path("structuredContent").path("status").asString())
                    .isEqualTo("waiting");
            assertThat(result.has("taskId")).isFalse();
        }
    }

    @Test
    void whatIsDoneAtOnceAndWhatIsAskedForIsNoTask() {
        JsonNode done = call("cancel_order", "{\"order_no\":\"ORD-1\"}").result();
        assertThat(done.path("resultType").asString()).isEqualTo("complete");
        assertThat(done.path("structuredContent").path("status").asString()).isEqualTo("done");
        JsonNode asked =
                call("check_approval", "{\"operation\":\"" + begun() + "\"}").result();
        assertThat(asked.path("resultType").asString()).isEqualTo("complete");
        assertThat(asked.path("structuredContent").path("status").asString()).isEqualTo("waiting");
    }

    @Test
    void whatAPersonAllowsIsCompletedWithTheResultOfTheCall() throws IOException {
        String task = begun();
        JsonNode waiting = ask("tasks/get", task).result();
        assertThat(waiting.path("resultType").asString()).isEqualTo("complete");
        assertThat(waiting.path("status").asString()).isEqualTo("working");
        assertThat(waiting.has("result")).isFalse();
        shop.restart();
        assertThat(shop.approve(bob, task).word()).isEqualTo("done");
        JsonNode over = ask("tasks/get", task).result();
        assertThat(over.path("status").asString()).isEqualTo("completed");
        assertThat(over.path("result").path("resultType").asString()).isEqualTo("complete");
        assertThat(over.path("result").path("isError").asBoolean(true)).isFalse();
        assertThat(over.path("result").path("structuredContent").path("status").asString())
                .isEqualTo("done");
        assertThat(over.path("result").path("content").get(0).path("text").asString())
                .contains("done");
        assertThat(shop.status("ORD-3")).isEqualTo("cancelled");
        assertThat(ask("tasks/cancel", task).result().path("resultType").asString())
                .isEqualTo("complete");
        assertThat(ask("tasks/get", task).result().path("status").asString()).isEqualTo("completed");
    }

    @Test
    void whatIsDeniedOrExpiresIsAResultThatSaysSo() {
        String denied = begun();
        shop.act(bob, denied, "deny", "{\"note\":\"unusual\"}");
        JsonNode no = ask("tasks/get", denied).result();
        assertThat(no.path("status").asString()).isEqualTo("completed");
        assertThat(no.path("result").path("isError").asBoolean()).isTrue();
        assertThat(no.path("result").path("structuredContent").path("status").asString())
                .isEqualTo("denied");
        assertThat(no.toString()).doesNotContain("unusual");
        assertThat(no.has("error")).isFalse();
    }

    @Test
    void whatIsCancelledIsDroppedAndCannotBeAllowedAndGivesItsBudgetBack() {
        for (int i = 0; i < 6; i++) {
            String task = begun(); // five are in the budget
            JsonNode cancelled = ask("tasks/cancel", task).result();
            assertThat(cancelled.path("resultType").asString()).isEqualTo("complete");
            assertThat(cancelled.has("status")).isFalse();
            JsonNode after = ask("tasks/get", task).result();
            assertThat(after.path("status").asString()).isEqualTo("cancelled");
            assertThat(after.has("result")).isFalse();
            assertThat(operation(task).status()).isEqualTo(Operation.Status.DROPPED);
            assertThat(shop.approve(bob, task).word()).isEqualTo("not_waiting");
        }
        assertThat(shop.status("ORD-3")).isEqualTo("open");
    }

    @Test
    void whatIsAnotherGrantsIsNotThere() {
        String task = begun();
        String other = shop.grant("ann");
        for (String method : List.of("tasks/get", "tasks/update", "tasks/cancel")) {
            Answer refused = ask(method, task, other);
            assertThat(refused.status()).isEqualTo(200);
            assertThat(refused.code()).as(method).isEqualTo(-32602);
            Answer made = ask(method, "01zzzzzzzzzzzzzzzzzzzzzzzz", other);
            assertThat(made.json().path("error").path("message"))
                    .isEqualTo(refused.json().path("error").path("message"));
            assertThat(ask(method, task, "remit_grant_stolen").status()).isEqualTo(401);
        }
        assertThat(operation(task).status()).isEqualTo(Operation.Status.WAITING);
    }

    @Test
    void whoHasAPartCancelsOnlyItsOwnAndWhoGaveItAll() {
        String part = Shopfront.token(
                shop.gateway.grants().delegate(token, new Narrowing(null, null, null, null), shop.context()));
        String task = begun();
        assertThat(ask("tasks/get", task, part).result().path("status").asString())
                .isEqualTo("working");
        assertThat(ask("tasks/cancel", task, part).code()).isEqualTo(-32602);
        assertThat(operation(task).status()).isEqualTo(Operation.Status.WAITING);

        String own = send(Message.modernCall("cancel_order", WAITS).swap(NONE, TASKS), part)
                .result()
                .path("taskId")
                .asString();
        ask("tasks/cancel", own, part);
        assertThat(operation(own).status()).isEqualTo(Operation.Status.DROPPED);
        String given = send(Message.modernCall("cancel_order", WAITS).swap(NONE, TASKS), part)
                .result()
                .path("taskId")
                .asString();
        ask("tasks/cancel", given);
        assertThat(operation(given).status()).isEqualTo(Operation.Status.DROPPED);
    }

    @Test
    void anUpdateIsAcknowledgedAndChangesNothing() {
        String task = begun();
        Answer updated = ask("tasks/update", task);
        assertThat(updated.result().path("resultType").asString()).isEqualTo("complete");
        assertThat(updated.result().has("status")).isFalse();
        assertThat(operation(task).status()).isEqualTo(Operation.Status.WAITING);
        Message wrong = Message.modern("tasks/update", "{\"taskId\":\"" + task + "\"}");
        assertThat(send(wrong.swap(NONE, TASKS), token).code()).isEqualTo(-32602);
    }

    @Test
    void aClientThatDoesNotSayThatItKnowsTasksMayNotAskForThem() {
        String task = begun();
        for (String method : List.of("tasks/get", "tasks/update", "tasks/cancel")) {
            Answer refused = send(Message.modern(method, "{\"taskId\":\"" + task + "\"}"), token);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo(-32021);
            assertThat(refused.json()
                            .path("error")
                            .path("data")
                            .path("requiredCapabilities")
                            .toString())
                    .isEqualTo("{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
        }
        assertThat(operation(task).status()).isEqualTo(Operation.Status.WAITING);
    }

    @Test
    void theHeaderNamesTheTaskAndWhatIsNotOfTheExtensionIsUnknown() {
        String task = begun();
        Message other =
                Message.modern("tasks/cancel", "{\"taskId\":\"" + task + "\"}").swap(NONE, TASKS);
        assertThat(send(other.with("Mcp-Name", "another"), token).code()).isEqualTo(-32020);
        Message none =
                Message.modern("tasks/cancel", "{\"taskId\":\"" + task + "\"}").swap(NONE, TASKS);
        assertThat(send(none.without("Mcp-Name"), token).code()).isEqualTo(-32020);
        assertThat(send(Message.modern("tasks/cancel", "{\"taskId\":7}").swap(NONE, TASKS), token)
                        .code())
                .isEqualTo(-32602);
        for (String method : List.of("tasks/result", "tasks/list")) {
            assertThat(ask(method, task).code()).as(method).isEqualTo(-32601);
        }
        assertThat(operation(task).status()).isEqualTo(Operation.Status.WAITING);
        assertThat(ask("tasks/get", "x".repeat(5_000)).code()).isEqualTo(-32602);
    }

    @Test
    void pollingCountsAndItsEndIsAnErrorWithTheContractsWords() throws IOException {
        String task = begun();
        Answer answer = ask("tasks/get", task);
        for (int i = 0; i < 70 && answer.code() == 0; i++) {
            answer = ask("tasks/get", task);
        }
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(-32603);
        assertThat(answer.json().path("error").path("data").path("code").asString())
                .isIn("budget_calls", "rate_limited");
        assertThat(operation(task).status()).isEqualTo(Operation.Status.WAITING);
    }
}
