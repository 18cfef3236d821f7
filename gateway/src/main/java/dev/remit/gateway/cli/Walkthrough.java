package dev.remit.gateway.cli;

import dev.remit.gateway.demo.ShopFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a demo prints. Every line that is set in by four spaces can be pasted into a shell as it is, in order.
 *
 * @param command how to start this program, as a path or a name
 */
record Walkthrough(String command, String url, DemoFolder demo, int workflows, String credential) {
    private static final String SAFE = "[A-Za-z0-9_./:@%+=-]+";

    List<String> lines() throws IOException {
        ShopFacts shop = demo.facts();
        List<String> lines = new ArrayList<>();
        lines.add("A made-up shop with two brands is behind this gateway. Nobody in it is real.");
        lines.add("");
        lines.add("  serving    " + FindingsText.count(workflows, "workflow") + " on " + url);
        lines.add("  MCP        " + url + "/mcp");
        lines.add("  HTTP API   " + url + "/openapi.json");
        lines.add("  contracts  " + demo.path().resolve("workflows") + " (change one: it is served at once)");
        lines.add("  journal    " + demo.path().resolve("data").resolve("journal"));
        lines.add("");
        lines.add("An MCP client gets this configuration:");
        lines.add("");
        client(shop).toPrettyString().lines().map(line -> "  " + line).forEach(lines::add);
        lines.add("");
        lines.add("Then ask it: Where is my order " + shop.orderNo() + "? My e-mail address is " + shop.email() + ".");
        lines.add("");
        lines.add("Or paste into another terminal:");
        lines.add("");
        lines.addAll(steps(shop));
        lines.add("");
        lines.add("Ctrl-C stops the gateway.");
        return lines;
    }

    private ObjectNode client(ShopFacts shop) {
        ObjectNode client = JsonNodeFactory.instance.objectNode();
        ObjectNode remit = client.putObject("mcpServers").putObject("remit");
        remit.put("command", command);
        var arguments = remit.putArray("args");
        List.of("mcp", "--workflow", "order-help", "--tenant", shop.tenant()).forEach(arguments::add);
        remit.putObject("env").put("REMIT_AGENT", credential).put("REMIT_URL", url);
        return client;
    }

    /** Headings, and below each, set in, what to paste. */
    private List<String> steps(ShopFacts shop) {
        String call = "curl -sS -H \"Authorization: Bearer $GRANT\" -H 'Content-Type: application/json' ";
        List<String> lines = new ArrayList<>();
        step(lines, "Who you are", "export REMIT_URL=" + url + " REMIT_AGENT=" + credential);
        step(
                lines,
                "A grant: this agent, this job, this tenant, for some minutes",
                "GRANT=$(" + quoted(command) + " grant open --workflow order-help --tenant " + shop.tenant() + ")");
        step(
                lines,
                "Before the customer is known there is nothing to see",
                call + "-d '{}' $REMIT_URL/v1/tools/list_orders; echo");
        step(
                lines,
                "The customer says who they are",
                call + "-d " + json("email", shop.email()) + " $REMIT_URL/v1/tools/verify_customer; echo");
        step(
                lines,
                "Their order, and only the fields that the contract grants",
                call + "-d " + json("order_no", shop.orderNo()) + " $REMIT_URL/v1/tools/get_order; echo");
        step(
                lines,
                "Another customer's order looks like one that does not exist",
                "ANSWER=$(" + call + "-d " + json("order_no", shop.othersOrderNo())
                        + " $REMIT_URL/v1/tools/get_order); echo \"$ANSWER\"");
        step(
                lines,
                "Why? The operator sees what the agent is not told",
                quoted(command)
                        + " explain $(echo \"$ANSWER\" | sed 's/.*\"correlation_id\":\"\\([^\"]*\\)\".*/\\1/') --config "
                        + quoted(demo.path().toString()));
        return lines;
    }

    private static void step(List<String> lines, String heading, String command) {
        lines.add(heading + ":");
        lines.add("    " + command);
    }

    private static String json(String name, String value) {
        return quoted(JsonNodeFactory.instance.objectNode().put(name, value).toString());
    }

    /** As one word of a POSIX shell. */
    static String quoted(String text) {
        return text.matches(SAFE) ? text : "'" + String.join("'\\''", Arrays.asList(text.split("'", -1))) + "'";
    }
}
