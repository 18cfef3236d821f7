package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.demo.ShopFacts;
import dev.remit.gateway.demo.ShopGenerator;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The whole gateway on a free loopback port over the made-up shop, with its contracts as they are published. */
final class ShopGateway implements AutoCloseable {
    static final String WORKFLOW = "order-help";
    static final String TENANT = "acme";

    private static final Path EXAMPLE = Path.of("..", "examples", "shop");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long SEED = 42;
    private static final CallContext CONTEXT = new CallContext("rest", "test", null);

    private final Path data;
    private final ShopFacts facts;
    private final Gateway gateway;
    private final String credential;

    private ShopGateway(Path data, ShopFacts facts, Gateway gateway, String credential) {
        this.data = data;
        this.facts = facts;
        this.gateway = gateway;
        this.credential = credential;
    }

    /**
     * Makes the shop, and serves it.
     *
     * @param folder an empty one, for the shop and the gateway's data
     * @param origins of pages that may call
     */
    static ShopGateway start(Path folder, Set<String> origins) throws IOException {
        Path shop = folder.resolve("shop.db");
        Path data = folder.resolve("data");
        ShopFacts facts = ShopGenerator.generate(shop, SEED, NOW);
        Folder example = new Folder(EXAMPLE);
        Folder.Loaded read = example.load();
        assertThat(read).as(read.toString()).isInstanceOf(Folder.Loaded.Accepted.class);
        Folder.Loaded.Accepted accepted = (Folder.Loaded.Accepted) read;
        Settings was = accepted.settings();
        Settings settings = new Settings(
                was.host(), 0, data, was.drivers(), was.tls(), origins, was.hosts(), was.masterKey(), was.ledger());
        Gateway gateway = Gateway.start(
                example,
                accepted.with(settings),
                new References(Map.of("REMIT_SHOP_DB", shop.toString()), example.path()),
                InstantSource.fixed(NOW));
        return new ShopGateway(data, facts, gateway, register(gateway.agents()));
    }

    private static String register(AgentDesk agents) {
        AgentDesk.Outcome added = agents.add(new AgentDesk.Registration(
                "support-assistant",
                Agent.Audience.CUSTOMER,
                "support-lead@shop.example",
                null,
                null,
                "test",
                Set.of(TENANT),
                null));
        return ((AgentDesk.Outcome.Issued) added).credential();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    URI mcp() {
        return address().resolve("/mcp");
    }

    ShopFacts facts() {
        return facts;
    }

    /** The agent's own, which opens grants. */
    String credential() {
        return credential;
    }

    /** The token of a new grant without a customer. */
    String open() {
        GrantResult result =
                gateway.grants().open(credential, new GrantRequest(WORKFLOW, TENANT, null, null, null, null), CONTEXT);
        return ((GrantResult.Opened) result).token();
    }

    /** The token of a new grant whose customer is known. */
    String openVerified() {
        String token = open();
        Access access = gateway.tools().access(token, CONTEXT);
        ObjectNode claims = JsonNodeFactory.instance.objectNode().put("email", facts.email());
        assertThat(((Access.Granted) access).session().call("verify_customer", claims, CONTEXT))
                .isInstanceOf(CallResult.Released.class);
        return token;
    }

    /** The ids of the grants that are good now. */
    List<String> live() {
        return gateway.store().state().grants().stream()
                .filter(grant -> grant.live(NOW))
                .map(LiveGrant::facts)
                .map(grant -> grant.id())
                .toList();
    }

    /** Revokes a grant as an operator does. */
    void revoke(String grant) throws IOException {
        ObjectNode request =
                JsonNodeFactory.instance.objectNode().put("op", "grant.revoke").put("grant", grant);
        ObjectNode answer = AdminSocket.ask(data, request).orElseThrow();
        assertThat(answer.path("state").stringValue("")).as(answer.toString()).isEqualTo("revoked");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
