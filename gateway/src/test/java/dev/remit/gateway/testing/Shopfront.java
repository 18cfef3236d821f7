package dev.remit.gateway.testing;

import dev.remit.core.contract.Contracts;
import dev.remit.core.contract.Workflow;
import dev.remit.gateway.admin.AdminService;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.Message;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.key.Aead;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.line.Doorkeeper;
import dev.remit.gateway.line.EscalationDesk;
import dev.remit.gateway.line.GrantDesk;
import dev.remit.gateway.line.Line;
import dev.remit.gateway.line.OperationDesk;
import dev.remit.gateway.line.Steps;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.tool.Cursors;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The straight line, wired as the gateway wires it, with what stands around it in a test's hands. */
public final class Shopfront implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final FreeText TEXT = FreeText.of(List.of());

    private final Store store;
    private final Serving serving;
    private final Line line;
    private final GrantDesk grants;
    private final AgentDesk agents;
    private final StopDesk stops;
    private final AdminService admin;
    private final Metrics metrics;
    private final Tokens tokens;
    private final CorrelationIds ids;
    private final Map<String, Reader> readers;
    private final Steps steps;
    private final Map<String, Writer> writers;
    private final OperationDesk operations;

    Shopfront(
            Journal journal,
            Path data,
            MasterKey master,
            SecureRandom random,
            Contracts contracts,
            Map<String, Reader> readers,
            Map<String, Writer> writers,
            TestClock clock) {
        this.readers = readers;
        this.writers = writers;
        this.store = Store.open(journal, Log.open(data.resolve("log"), FileLayer.system()), data, master, random);
        RootKey root = store.keys().root();
        this.ids = new CorrelationIds(clock, random);
        this.tokens = new Tokens(random, new KeyedHash(root.derive(RootKey.Use.TOKEN_HASH)));
        Cursors cursors = new Cursors(new Aead(root.derive(RootKey.Use.CURSOR), random));
        this.serving = new Serving(new Version(contracts, readers, writers, TEXT, null));
        this.metrics =
                new Metrics(() -> serving.current().contracts().workflows().keySet());
        this.steps = Steps.of(
                store.state(),
                store.recorder(),
                new Shaper(root.derive(RootKey.Use.TOKENIZE).getEncoded()),
                cursors,
                new KeyedHash(root.derive(RootKey.Use.CLAIM_HASH)),
                metrics,
                serving,
                clock,
                ids::next,
                null);
        this.operations = steps.operations();
        Doorkeeper doorkeeper = new Doorkeeper(store.state(), tokens, serving);
        this.line = new Line(doorkeeper, steps, clock);
        this.grants = new GrantDesk(steps, doorkeeper, tokens, serving, clock, ids::next);
        this.agents = new AgentDesk(store.state(), store.recorder(), tokens, clock, ids::next);
        this.stops = stops(data, clock);
        this.admin = new AdminService(store, agents, stops, new Running(), tokens, clock, ids::next);
    }

    private StopDesk stops(Path data, TestClock clock) {
        try {
            return StopDesk.open(store.state(), store.recorder(), data, new Named(), clock, ids::next);
        } catch (IOException e) {
            store.close();
            throw new UncheckedIOException(e);
        }
    }

    private final class Named implements StopDesk.Served {
        @Override
        public Collection<String> workflows() {
            return serving.current().contracts().workflows().keySet();
        }

        @Override
        public Collection<String> actions() {
            return List.of("list_orders", "get_customer", "list_products");
        }
    }

    private final class Running implements AdminService.Running {
        @Override
        public Custody custody() {
            return grants.custody();
        }

        @Override
        public @Nullable Workflow workflow(String name) {
            return serving.current().workflow(name);
        }

        @Override
        public List<String> reload() {
            return List.of();
        }
    }

    public Store store() {
        return store;
    }

    public GrantDesk grants() {
        return grants;
    }

    public AgentDesk agents() {
        return agents;
    }

    /** Calls of actions, as people at the desk have them. */
    public OperationDesk operations() {
        return operations;
    }

    public StopDesk stops() {
        return stops;
    }

    public EscalationDesk escalations() {
        return steps.escalations();
    }

    /** What the customer says, in the conversation of a token. */
    public CallResult says(String token, String text) {
        return says(token, token, text);
    }

    /** The same with the id of another token's grant. */
    public CallResult says(String token, String grantOf, String text) {
        return line.message(token, live(grantOf).facts().id(), new Message(Message.Role.CUSTOMER, text), context());
    }

    private LiveGrant live(String token) {
        LiveGrant grant = store.state().grantByToken(tokens.hash(token));
        if (grant == null) {
            throw new AssertionError("no such grant");
        }
        return grant;
    }

    /** The conversation of a token. */
    public Conversation conversation(String token) {
        return live(token).conversation();
    }

    public AdminService admin() {
        return admin;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** Reads free text with something else. */
    public void read(FreeText text) {
        Version current = serving.current();
        serving.replace(new Version(current.contracts(), readers, writers, text, current));
    }

    /** Serves another version of the contracts. */
    public void serve(Contracts contracts) {
        serving.replace(
                new Version(contracts, readers, writers, serving.current().text(), serving.current()));
    }

    public CallContext context() {
        return new CallContext("rest", ids.next(), null);
    }

    /** A new agent's credential. */
    public String agent(String name, String... tenants) {
        return switch (agents.add(new AgentDesk.Registration(
                name, Agent.Audience.CUSTOMER, "owner@shop.example", null, null, "test", Set.of(tenants), null))) {
            case AgentDesk.Outcome.Issued(Agent agent, String credential) -> credential;
            case AgentDesk.Outcome other -> throw new AssertionError(other);
        };
    }

    /** A new agent's credential, where the agent is registered with a model vendor. */
    public String agentOf(String vendor, String name, String... tenants) {
        return switch (agents.add(new AgentDesk.Registration(
                name, Agent.Audience.CUSTOMER, "owner@shop.example", vendor, null, "test", Set.of(tenants), null))) {
            case AgentDesk.Outcome.Issued(Agent agent, String credential) -> credential;
            case AgentDesk.Outcome other -> throw new AssertionError(other);
        };
    }

    public GrantResult open(String credential, String workflow, String tenant, @Nullable String caseId) {
        return grants.open(credential, new GrantRequest(workflow, tenant, caseId, null, null, null), context());
    }

    /** A grant's token for order help at acme. */
    public String grant(String credential) {
        return token(open(credential, "order-help", "acme", null));
    }

    public GrantResult renew(String credential, String token) {
        return grants.open(credential, new GrantRequest("order-help", "acme", null, null, null, token), context());
    }

    public String delegate(String token, Narrowing narrowing) {
        return token(grants.delegate(token, narrowing, context()));
    }

    /** A grant with its customer. */
    public String verified(String credential, String email) {
        String token = grant(credential);
        CallResult result = call(token, "verify_customer", "{\"email\":\"" + email + "\"}");
        if (!(result instanceof CallResult.Released)) {
            throw new AssertionError(result);
        }
        return token;
    }

    public CallResult call(String token, String tool, String arguments) {
        return call(token, tool, arguments, context());
    }

    public CallResult call(String token, String tool, String arguments, CallContext context) {
        return switch (line.access(token, context)) {
            case Access.Granted(var session) -> session.call(tool, (ObjectNode) JSON.readTree(arguments), context);
            case Access.Refused(Problem problem) -> new CallResult.Refused(problem);
        };
    }

    /** What the conversation of a token has used. */
    public Usage usage(String token) {
        return live(token).conversation().facts().usage();
    }

    public Access access(@Nullable String token) {
        return line.access(token, context());
    }

    /** The code of a refusal, or the JSON of what was released. */
    public String outcome(String token, String tool, String arguments) {
        return said(call(token, tool, arguments));
    }

    public static String said(CallResult result) {
        return switch (result) {
            case CallResult.Released released -> released.structured().toString();
            case CallResult.Refused(Problem problem) -> problem.code();
        };
    }

    public static String token(GrantResult result) {
        return switch (result) {
            case GrantResult.Opened opened -> opened.token();
            case GrantResult.Refused(Problem problem) -> throw new AssertionError(problem);
        };
    }

    public static String code(GrantResult result) {
        return switch (result) {
            case GrantResult.Opened opened -> "opened";
            case GrantResult.Refused(Problem problem) -> problem.code();
        };
    }

    /** Does all of this at once, each on a thread of its own. */
    public static <T> List<T> atOnce(int threads, Callable<T> one) {
        List<Callable<T>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(one);
        }
        return atOnce(all);
    }

    /** Does all of these at once, each on a thread of its own. */
    public static <T> List<T> atOnce(List<Callable<T>> all) {
        CountDownLatch begin = new CountDownLatch(1);
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> one : all) {
                futures.add(threads.submit(() -> {
                    begin.await();
                    return one.call();
                }));
            }
            begin.countDown();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return results;
    }

    /** Asks until it holds; for what comes to be by itself a moment later. */
    public static void await(Supplier<Boolean> holds) {
        long until = System.nanoTime() + 120_000_000_000L;
        while (!holds.get()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it did not come to be");
            }
            LockSupport.parkNanos(100_000); // others may need the processor for it to come to be
        }
    }

    @Override
    public void close() {
        readers.values().forEach(Reader::close);
        store.close();
    }
}
