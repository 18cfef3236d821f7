package dev.remit.bench;

import dev.remit.bench.Loader.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One way to ask one server for an order of a customer.
 *
 * @param wire how one connection asks for the orders of one customer
 */
record Target(String name, Server server, Wire wire) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Makes the requests of one connection. */
    interface Wire {
        List<Request> requests(int customer) throws IOException;
    }

    /** For each connection a customer of its own, and that customer's orders. */
    List<List<Request>> scripts(int connections, int firstCustomer) throws IOException {
        List<List<Request>> scripts = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            scripts.add(wire.requests(firstCustomer + i));
        }
        return scripts;
    }

    static Target gatewayMcp(Server server, Grants grants) {
        return new Target("Remit, MCP", server, customer -> {
            String token = grants.open(customer);
            return orders(
                    customer,
                    no -> post("/mcp", "Authorization: Bearer " + token + "\r\n" + MCP, call(object("order_no", no))));
        });
    }

    static Target gatewayRest(Server server, Grants grants) {
        return new Target("Remit, REST", server, customer -> {
            String token = grants.open(customer);
            return orders(customer, no -> rest(token, no));
        });
    }

    /** A look-up over REST, as text. */
    static String rest(String token, String orderNo) {
        return post(
                "/v1/tools/get_order",
                "Authorization: Bearer " + token + "\r\n",
                object("order_no", orderNo).toString());
    }

    static Target toolbox(Server server) {
        return new Target(
                "Toolbox, MCP",
                server,
                customer -> orders(
                        customer,
                        no -> post(
                                "/mcp",
                                MCP,
                                call(object("order_no", no).put("customer_id", Dataset.customer(customer))))));
    }

    static Target bare(Server server) {
        return bare("bare handler", server);
    }

    static Target durable(Server server) {
        return bare("bare + journal", server);
    }

    private static Target bare(String name, Server server) {
        return new Target(
                name,
                server,
                customer -> orders(
                        customer,
                        no -> post(
                                "/order",
                                "",
                                object("order_no", no)
                                        .put("customer_id", Dataset.customer(customer))
                                        .toString())));
    }

    private static final String MCP =
            "MCP-Protocol-Version: 2025-06-18\r\nAccept: application/json, text/event-stream\r\n";

    private interface Text {
        String of(String orderNo);
    }

    private static List<Request> orders(int customer, Text text) {
        return Dataset.orders(customer).stream()
                .map(no -> Request.of(text.of(no), no))
                .toList();
    }

    private static ObjectNode object(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    private static String call(ObjectNode arguments) {
        ObjectNode call =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        call.putObject("params").put("name", "get_order").set("arguments", arguments);
        return call.toString();
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
