package dev.remit.bench;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Source;
import dev.remit.gateway.Gateway;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.upstream.Outcome;
import dev.remit.gateway.upstream.ResponseShape;
import dev.remit.gateway.upstream.http.HttpUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An action over HTTP, from the agent's call to the answer with both its durable entries, beside the same request sent
 * directly over a kept connection. Both take turns, so that what else the machine does falls on both.
 */
final class UpstreamActionBenchmark {
    private static final int WARM_UP = 2_000;
    private static final int EACH = 5_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");
    private static final byte[] ANSWER =
            "HTTP/1.1 201 Made\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"no\":7}"
                    .getBytes(StandardCharsets.US_ASCII);

    private UpstreamActionBenchmark() {}

    public static void main(String[] args) throws IOException, SQLException {
        Locale.setDefault(Locale.ROOT);
        Path folder = Files.createTempDirectory("remit-bench");
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server));
            References references = new References(Map.of(), folder);
            Folder files = new Folder(write(folder, server.getLocalPort()));
            if (!(files.load() instanceof Folder.Loaded.Accepted loaded)) {
                throw new IllegalStateException(files.load().findings().toString());
            }
            try (Gateway gateway = Gateway.embedded(files, loaded, references, Clock.systemUTC())) {
                Source source = Objects.requireNonNull(
                        loaded.contracts().catalog().sources().get("helpdesk"));
                Action action = Objects.requireNonNull(
                        loaded.contracts().catalog().actions().get("open_ticket"));
                Source.Connect.Http connect = (Source.Connect.Http) source.connect();
                Breaker breaker = new Breaker("direct", InstantSource.system());
                try (HttpUpstream direct = HttpUpstream.open("direct", connect.upstream(), references, breaker)) {
                    compare(gateway, direct, (Means.Request) action.means());
                }
            }
        }
    }

    private static void compare(Gateway gateway, HttpUpstream direct, Means.Request means) {
        CallContext context = new CallContext("rest", "bench", null);
        String token = token(gateway, context);
        ObjectNode told = (ObjectNode) JsonMapper.shared().readTree("{\"text\":\"hello\"}");
        ResponseShape shape = new ResponseShape(List.of());
        long[] alone = new long[EACH];
        long[] acted = new long[EACH];
        for (int n = -WARM_UP; n < EACH; n++) {
            long start = System.nanoTime();
            Outcome outcome = direct.act(
                    means.request(), Map.of("subject", "C-1", "args.text", "hello", "operation", "o-" + n), shape);
            long between = System.nanoTime();
            CallResult result = call(gateway, token, "open_ticket", told, context);
            long end = System.nanoTime();
            if (!(outcome instanceof Outcome.Done) || !(result instanceof CallResult.Released)) {
                throw new IllegalStateException(outcome + " " + result);
            }
            if (n >= 0) {
                alone[n] = between - start;
                acted[n] = end - between;
            }
        }
        print("the request alone", alone);
        print("an action over HTTP", acted);
        System.out.printf("p50 difference %d us%n", (acted[EACH / 2] - alone[EACH / 2]) / 1000);
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%-20s p50 %5d us  p99 %6d us%n",
                what, nanos[nanos.length / 2] / 1000, nanos[nanos.length * 99 / 100] / 1000);
    }

    private static CallResult call(Gateway gateway, String token, String tool, ObjectNode told, CallContext context) {
        return switch (gateway.tools().access(token, context)) {
            case Access.Granted(var session) -> session.call(tool, told, context);
            case Access.Refused(var problem) -> throw new IllegalStateException(problem.toString());
        };
    }

    private static String token(Gateway gateway, CallContext context) {
        AgentDesk.Registration helper = new AgentDesk.Registration(
                "helper", Agent.Audience.CUSTOMER, "o@shop.example", null, null, "bench", Set.of("acme"), null);
        if (!(gateway.agents().add(helper) instanceof AgentDesk.Outcome.Issued(var _, String credential))
                || !(gateway.grants()
                                .open(credential, new GrantRequest("help", "acme", null, null, null, null), context)
                        instanceof GrantResult.Opened opened)) {
            throw new IllegalStateException("no grant");
        }
        ObjectNode claim = (ObjectNode) JsonMapper.shared().readTree("{\"email\":\"a@mail.example\"}");
        call(gateway, opened.token(), "verify_customer", claim, context);
        return opened.token();
    }

    private static Path write(Path folder, int port) throws IOException, SQLException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(config.resolve("catalog"));
        Files.createDirectories(config.resolve("workflows"));
        String url = "jdbc:sqlite:" + folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (customer_id TEXT PRIMARY KEY NOT NULL, email TEXT)");
            statement.execute("INSERT INTO customers VALUES ('C-1', 'a@mail.example')");
        }
        Files.writeString(config.resolve("remit.yaml"), "listen: 127.0.0.1:0\ndata: " + folder.resolve("data") + "\n");
        Files.writeString(config.resolve("catalog/shop.yaml"), """
                source: shop
                tenant: acme
                subject: customer
                connect: { jdbc: "%s" }
                owners: { "*": data@shop.example }
                resources:
                  customer:
                    table: customers
                    scope: { subject: customer_id }
                    key: customer_id
                    fields:
                      customer_id: { class: account, kind: id, required: true }
                      email: { class: personal, kind: email }
                """.formatted(url));
        Files.writeString(config.resolve("catalog/helpdesk.yaml"), """
                source: helpdesk
                connect: { http: "http://127.0.0.1:%d", private: true }
                owners: { "*": data@shop.example }
                actions:
                  open_ticket:
                    description: Opens a ticket.
                    effect: write
                    arguments: { text: {} }
                    request:
                      method: POST
                      path: /tickets
                      body: { customer: "{subject}", text: "{args.text}" }
                      idempotency: Idempotency-Key
                    result: { no: { class: support, type: integer } }
                """.formatted(port));
        Files.writeString(config.resolve("workflows/help.yaml"), """
                workflow: help
                purpose: Take down what customers need.
                owner: lead@shop.example
                need: A ticket is about this customer; no public page has it.
                category: support
                agents: [helper]
                verify: { by: [[email]], attempts: 3 }
                data: { customer: { fields: { email: confirm the address on file } } }
                actions:
                  open_ticket: { why: people answer it, budget: [{ most: 100000, per: grant }] }
                limits: { grant: 1h, calls: 100000, bytes: 512MiB, calls_per_minute: 100000 }
                boundary: { refuse: { "*": "I cannot help with that." } }
                """);
        return config;
    }

    private static void serve(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException closed) {
            // The benchmark is over.
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                head.append((char) c);
                if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                    Matcher length = LENGTH.matcher(head);
                    in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                    socket.getOutputStream().write(ANSWER);
                    head.setLength(0);
                }
            }
        } catch (IOException gone) {
            // So is the caller.
        }
    }
}
