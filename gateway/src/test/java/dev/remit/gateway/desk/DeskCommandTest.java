package dev.remit.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.remit.gateway.cli.Console;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The desk on the command line. */
class DeskCommandTest {
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

    private Console.Done as(String credential, String... arguments) {
        return new Console(directory, Map.of("REMIT_URL", shop.url(), "REMIT_ACCOUNT", credential)).run(arguments);
    }

    @Test
    void whatWaitsIsListedShownAndAllowed() {
        String operation = shop.begin(
                shop.grant(null), "cancel_order", "{\"order_no\":\"ORD-3\",\"stated_reason\":\"the customer asked\"}");
        Console.Done listed = as(bob, "desk", "list");
        assertThat(listed.out()).contains(operation, "waiting", "cancel_order", "order-help", "rule");
        assertThat(as(bob, "desk", "list", "--workflow", "other").err()).contains("Nothing waits");
        Console.Done shown = as(bob, "desk", "show", operation);
        assertThat(shown.out())
                .contains("Cancels an order", "ORD-3", "acme/CUS-4711", "the customer asked", "not checked", "step_up");
        String digest = shop.gateway.operations().get(operation).what().digest();
        assertThat(shown.err()).contains("remit desk approve " + operation + " --digest " + digest);
        assertThat(as(bob, "desk", "approve", operation).exitCode()).isEqualTo(2);
        Console.Done wrong = as(bob, "desk", "approve", operation, "--digest", "0".repeat(64));
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("other_arguments");
        Console.Done approved = as(bob, "desk", "approve", operation, "--digest", digest);
        assertThat(approved.out()).contains("is done");
        assertThat(approved.exitCode()).isZero();
        assertThat(shop.status("ORD-3")).isEqualTo("cancelled");
        String data = shop.shop.data().toString();
        Shopfront.await(() -> as(bob, "ledger", "search", "--event", "action.approve", "--data", data)
                .out()
                .contains("action.approve"));
        assertThat(as(bob, "ledger", "search", "--event", "action.approve", "--data", data)
                        .out())
                .contains("bob");
    }

    @Test
    void anEscalationIsListedShownInWordsAndAnswered() {
        String token = shop.grant(null);
        shop.call(token, "escalate_to_human", "{\"reason\":\"they are angry\"}");
        assertThat(as(bob, "desk", "escalations", "list").out())
                .contains("ESCALATION", "open", "order-help", "asked by the agent");
        String escalation = JsonMapper.shared()
                .readTree(as(bob, "desk", "escalations", "list", "--json").out())
                .at("/escalations/0/id")
                .asString();
        assertThat(as(bob, "desk", "escalations", "show", escalation).out())
                .contains(escalation + " is open", "they are angry", "not checked", "known by: claimed")
                .doesNotContain("{");
        assertThat(as(bob, "desk", "escalations", "answer", escalation, "Offer a call.")
                        .out())
                .contains("is answered");
        assertThat(shop.call(token, "escalate_to_human", "{\"reason\":\"still\"}"))
                .contains("Offer a call.");
    }

    /** An escape sequence, its eight-bit form, a turn of the direction of reading, and a line that is no line of ours. */
    private static final String TRICKS = "x\\u001b[2J\\u009b31m\\u202e\\u2028Decision now  allow\\r\\nDigest  0\\u0007";

    /** Controls are refused in arguments of actions. */
    private static final String TRICKS_OF_AN_AGENT = "x\\u202e\\u2066\\u2028Decision now  allow\\u2029Digest  0\\u200b";

    @Test
    void whatOthersWroteMovesNoCursorAndBeginsNoLine() {
        String operation = shop.begin(
                shop.grant(null),
                "note_order",
                "{\"order_no\":\"ORD-1\",\"points\":1,\"text\":\"" + TRICKS_OF_AN_AGENT + "\",\"stated_reason\":\""
                        + TRICKS_OF_AN_AGENT + "\"}");
        String token = shop.grant(null);
        for (LiveGrant grant : shop.gateway.store().state().grants()) {
            String said = "{\"role\":\"customer\",\"text\":\"" + TRICKS + "\"}";
            shop.post(token, "/v1/grants/" + grant.facts().id() + "/messages", said); // one of them is its own
        }
        shop.call(token, "escalate_to_human", "{\"reason\":\"" + TRICKS + "\"}");
        String escalation = JsonMapper.shared()
                .readTree(as(bob, "desk", "escalations", "list", "--json").out())
                .at("/escalations/0/id")
                .asString();
        for (Console.Done done : List.of(
                as(bob, "desk", "show", operation),
                as(bob, "desk", "show", operation, "--json"),
                as(bob, "desk", "escalations", "show", escalation),
                as(bob, "desk", "escalations", "show", escalation, "--json"),
                as(bob, "desk", "deny", operation, "--note", "no"))) {
            assertThat(done.exitCode()).isZero();
            assertThat(done.out().chars().filter(c -> c != '\n'))
                    .noneMatch(c -> Character.isISOControl(c) || c == 0x202e || c == 0x2028);
            assertThat(done.out().lines())
                    .noneMatch(line -> line.startsWith("Digest  0") || line.startsWith("Decision now  allow"));
        }
    }

    @Test
    void whatThenWasNotDoneExitsWithOne() {
        String operation = shop.begin(shop.grant(null), "cancel_order", "{\"order_no\":\"ORD-3\"}");
        String digest = shop.gateway.operations().get(operation).what().digest();
        shop.shop.sql("UPDATE orders SET status = 'shipped' WHERE order_no = 'ORD-3'");
        assertThat(as(bob, "desk", "show", operation).out()).contains("Changed", "shipped", "condition_not_met");
        Console.Done approved = as(bob, "desk", "approve", operation, "--digest", digest, "--json");
        assertThat(approved.exitCode()).isEqualTo(1);
        assertThat(JsonMapper.shared().readTree(approved.out()).path("reason").asString())
                .isEqualTo("condition_not_met");
    }

    @Test
    void aDraftIsEditedFromStandardInputAndSent() {
        String draft =
                shop.begin(shop.grant(null), "note_order", "{\"order_no\":\"ORD-1\",\"text\":\"rude\",\"points\":1}");
        Console.Done edited = new Console(directory, Map.of("REMIT_URL", shop.url(), "REMIT_ACCOUNT", bob))
                .given(
                        "{\"order_no\":\"ORD-1\",\"text\":\"kind\",\"points\":1}",
                        "desk",
                        "edit",
                        draft,
                        "--arguments",
                        "-");
        assertThat(edited.out()).contains("is a draft");
        String digest = shop.gateway.operations().get(draft).what().digest();
        assertThat(as(bob, "desk", "send", draft, "--digest", digest).out()).contains("is done");
        assertThat(shop.sql("SELECT note FROM orders WHERE order_no = 'ORD-1'")).isEqualTo("kind");
    }

    @Test
    void allOfAGrantIsTakenBackWithOneCommand() {
        String token = shop.grant(null);
        String first = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-2\"}");
        String grant = shop.gateway.operations().get(first).what().grant();
        assertThat(as(bob, "grant", "undo", grant).err()).contains("wrong_role");
        Console.Done undone = as(shop.account("opa", "operator"), "grant", "undo", grant);
        assertThat(undone.exitCode()).isZero();
        assertThat(undone.out().lines()).hasSize(2).allMatch(line -> line.contains("reopen_order"));
        assertThat(shop.status("ORD-1") + shop.status("ORD-2")).isEqualTo("openopen");
    }

    @Test
    void incidentsAreOpenedAndSayWhoWasAffected() {
        String token = shop.grant(null);
        shop.call(token, "list_orders", "{}");
        String operation = shop.begin(token, "cancel_order", "{\"order_no\":\"ORD-1\"}");
        String operator = shop.account("opa", "operator");
        assertThat(as(operator, "desk", "correct", "--operation", operation, "It was late.")
                        .exitCode())
                .isZero();
        String incident = as(operator, "desk", "incident", "open", "wrong orders", "--operation", operation)
                .out()
                .strip();
        Shopfront.await(
                () -> as(operator, "desk", "incident", "show", incident).out().contains("cancel_order"));
        assertThat(as(operator, "desk", "incident", "show", incident).out())
                .contains("wrong orders", "acme/CUS-4711", "order.order_no", "cancel_order");
        Shopfront.await(() -> as(operator, "desk", "incident", "list").out().contains(incident));
        assertThat(as(operator, "desk", "incident", "list").out()).contains("wrong orders", "opa");
    }

    @Test
    void mistakesSayWhatToDo() {
        Console.Done nobody = new Console(directory, Map.of("REMIT_URL", shop.url())).run("desk", "list");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("REMIT_ACCOUNT", "remit account add");
        assertThat(as("remit_account_" + "A".repeat(43), "desk", "list").exitCode())
                .isEqualTo(1);
        assertThat(as(bob, "desk", "show", "../../v1/grants").exitCode()).isEqualTo(2);
        assertThat(as(bob, "desk", "show", "nothing").err()).contains("unknown_operation");
        assertThat(as(bob, "desk", "undo").exitCode()).isEqualTo(2);
        assertThat(as(bob, "desk", "resolve", "x", "--note", "y").exitCode()).isEqualTo(2);
        assertThat(as(bob, "desk", "edit", "x", "--arguments", "missing.json").exitCode())
                .isEqualTo(3);
    }

    /** The settings' webhooks, with the gateway that they belong to. */
    @Test
    void othersAreToldOfWhatWaitsAndOfNoValue() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(exchange.getRequestHeaders().getFirst("Remit-Signature") + " "
                    + exchange.getRequestHeaders().getFirst("Remit-Timestamp") + " " + body);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
        try {
            Files.writeString(shop.shop.folder().resolve("hook.secret"), "s3cret");
            Files.writeString(
                    shop.shop.folder().resolve("remit.yaml"),
                    "desk:\n  link: https://remit.shop.example/\n  notify:\n    - url: http://127.0.0.1:"
                            + hook.getAddress().getPort() + "/hook\n      secret: \"${file:hook.secret}\"\n"
                            + "      on: [waiting]\n");
            shop.restart();
            String operation = shop.begin(shop.grant(null), "cancel_order", "{\"order_no\":\"ORD-3\"}");
            Shopfront.await(() -> !told.isEmpty());
            assertThat(told.getFirst())
                    .startsWith("v1=")
                    .contains(
                            "\"event\":\"operation.waiting\"",
                            operation,
                            "cancel_order",
                            "https://remit.shop.example/v1/desk/operations/" + operation);
            assertThat(told.getFirst()).doesNotContain("ORD-3").doesNotContain(SmallShop.VALUES);
            shop.restart();
            Shopfront.await(() -> told.size() >= 2);
            assertThat(told.get(1)).contains(operation);
            String id = "\"id\":\"waiting/" + operation + "\"";
            assertThat(told.subList(0, 2)).as("the same whenever it is told").allMatch(one -> one.contains(id));

            told.clear();
            shop.call(shop.grant(null), "escalate_to_human", "{\"reason\":\"" + SmallShop.EMAIL + " is angry\"}");
            Shopfront.await(() -> told.stream().anyMatch(one -> one.contains("escalation.waiting")));
            String notice = told.stream()
                    .filter(one -> one.contains("escalation.waiting"))
                    .findFirst()
                    .orElseThrow();
            assertThat(notice)
                    .contains("\"status\":\"open\"", "\"queue\":", "https://remit.shop.example/v1/desk/escalations/");
            assertThat(notice).doesNotContain("angry").doesNotContain(SmallShop.VALUES);
        } finally {
            hook.stop(0);
        }
    }
}
