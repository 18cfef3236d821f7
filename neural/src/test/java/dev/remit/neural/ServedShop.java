package dev.remit.neural;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.Gateway;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway over REST, for a process whose class path is the gateway's and has no plug-in. Says on standard output what an
 * agent gets of a ticket, first without {@code privacy.yaml}, then with what {@code ready.yaml} beside it says, and so on.
 */
final class ServedShop implements AutoCloseable {
    static final String NAMES = "zorvex quillby waits in tarnholm";

    private static final String CATALOG = """
            source: shop
            subject: customer
            connect: { jdbc: "jdbc:sqlite:DATABASE" }
            owners: { "*": data@shop.example }
            resources:
              customer:
                table: customers
                scope: { subject: customer_id, tenant: brand }
                key: customer_id
                fields:
                  customer_id: { class: account, kind: id, required: true }
                  email: { class: personal, kind: email }
              ticket:
                table: tickets
                scope: { subject: "customer_id -> customer", tenant: "customer_id -> customer" }
                key: ticket_no
                fields:
                  ticket_no: { class: support, required: true }
                  body: { class: support, kind: text }
            """;

    private static final String HELP = """
            workflow: help
            purpose: Answer what customers ask in their tickets.
            owner: lead@shop.example
            need: The answer is about this customer's own ticket; no public page has it.
            agents: [helper]
            verify: { by: [[email]] }
            data:
              ticket: { fields: { ticket_no: name it, body: know what was asked } }
            boundary: { refuse: { "*": "I cannot help with that here." } }
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Gateway gateway;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String grant;

    private ServedShop(Gateway gateway) throws IOException, InterruptedException {
        this.gateway = gateway;
        AgentDesk.Registration helper = new AgentDesk.Registration(
                "helper", Agent.Audience.CUSTOMER, "o@x.example", null, null, "test", Set.of("acme"), null);
        String credential = ((AgentDesk.Outcome.Issued) gateway.agents().add(helper)).credential();
        grant = switch (gateway.grants()
                .open(
                        credential,
                        new GrantRequest("help", "acme", null, null, null, null),
                        new CallContext("rest", "0000000000000000000000test", null))) {
            case GrantResult.Opened opened -> opened.token();
            case GrantResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
        call("verify_customer", "{\"email\":\"a@b.example\"}");
    }

    /** Writes the shop's configuration, in {@code config}, and its database. */
    static Path write(Path directory) throws IOException, SQLException {
        Path folder = directory.resolve("config");
        Files.createDirectories(folder.resolve("catalog"));
        Files.createDirectories(folder.resolve("workflows"));
        Path database = directory.resolve("shop.db").toAbsolutePath();
        Files.writeString(folder.resolve("catalog/shop.yaml"), CATALOG.replace("DATABASE", database.toString()));
        Files.writeString(folder.resolve("workflows/help.yaml"), HELP);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (customer_id TEXT PRIMARY KEY NOT NULL, brand TEXT, email TEXT)");
            statement.execute(
                    "CREATE TABLE tickets (ticket_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL, body TEXT)");
            statement.execute("INSERT INTO customers VALUES ('C-1', 'acme', 'a@b.example')");
            statement.execute("INSERT INTO tickets VALUES ('T-1', 'C-1', '" + NAMES + "'),"
                    + " ('T-2', 'C-1', 'the lamp notnumber')");
        }
        return folder;
    }

    private JsonNode call(String tool, String arguments) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + gateway.port() + "/v1/tools/" + tool);
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + grant)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(arguments))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    private String ticket(String number) throws IOException, InterruptedException {
        JsonNode said = call("get_ticket", "{\"ticket_no\":\"" + number + "\"}");
        return said.path("code").asString("") + said.path("body").asString("");
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
    }

    /** @param arguments the configuration folder */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path path = Path.of(arguments[0]);
        Folder folder = new Folder(path);
        Folder.Loaded.Accepted loaded = (Folder.Loaded.Accepted) folder.load();
        Gateway started = Gateway.start(
                folder,
                loaded.with(
                        loaded.settings().withData(path.resolveSibling("data")).onPort(0)),
                new References(Map.of(), path),
                InstantSource.system());
        try (ServedShop shop = new ServedShop(started)) {
            say("without: " + shop.ticket("T-1"));
            for (String name : List.of("ready", "wrong")) {
                Files.copy(
                        path.resolve(name + ".yaml.next"),
                        path.resolve("privacy.yaml"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                List<Finding> findings = started.reload();
                say(name + ": " + findings.stream().map(Finding::message).toList() + " " + shop.ticket("T-1"));
            }
            say("failing: " + shop.ticket("T-2"));
            Files.delete(path.resolve("privacy.yaml"));
            say("gone: " + started.reload() + " " + shop.ticket("T-1") + ", " + shop.ticket("T-2"));
        }
    }

    @SuppressWarnings("SystemOut") // what another process reads
    private static void say(String line) {
        System.out.println("said " + line);
    }
}
