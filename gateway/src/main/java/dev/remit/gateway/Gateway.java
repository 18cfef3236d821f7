package dev.remit.gateway;

import dev.remit.core.contract.Workflow;
import dev.remit.core.finding.Finding;
import dev.remit.gateway.admin.AdminService;
import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.admin.KeyDoor;
import dev.remit.gateway.admin.LogDoor;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantService;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.call.ToolService;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.GuardSettings;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.desk.EscalationSeat;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Endpoints;
import dev.remit.gateway.http.HttpServer;
import dev.remit.gateway.http.HttpSettings;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.key.Aead;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.line.Doorkeeper;
import dev.remit.gateway.line.EscalationDesk;
import dev.remit.gateway.line.GrantDesk;
import dev.remit.gateway.line.Line;
import dev.remit.gateway.line.OperationDesk;
import dev.remit.gateway.line.Steps;
import dev.remit.gateway.mcp.McpSettings;
import dev.remit.gateway.mcp.McpWire;
import dev.remit.gateway.mcp.rpc.ServerIdentity;
import dev.remit.gateway.ops.Check;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.ops.OpsEndpoints;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.rest.AnswerEndpoints;
import dev.remit.gateway.rest.EscalationEndpoints;
import dev.remit.gateway.rest.MessageEndpoints;
import dev.remit.gateway.rest.OpenApi;
import dev.remit.gateway.rest.RestWire;
import dev.remit.gateway.retention.Erasure;
import dev.remit.gateway.serving.Configuration;
import dev.remit.gateway.serving.FolderWatch;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.tool.Cursors;
import dev.remit.ledger.Health;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway, wired by hand and read from top to bottom: store, configuration, line, wires, doors.
 *
 * <p>{@link #start} returns when it answers; {@link #close} lets requests in flight finish, then makes durable what
 * waits.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration INSPECT = Duration.ofMinutes(5);
    private static final Duration TIDY = Duration.ofHours(1);

    /** Ids are no secrets, and there is one for every request: they need not wait for each other's randomness. */
    private static final RandomGenerator IDS = () -> ThreadLocalRandom.current().nextLong();

    private final Settings settings;
    private final Store store;
    private final Configuration configuration;
    private final GrantDesk grants;
    private final Line line;
    private final EscalationDesk escalations;
    private final AgentDesk agents;
    private final OperationDesk operations;
    private final StopDesk stops;
    private final @Nullable HttpServer server;
    private final @Nullable AdminSocket admin;
    private final @Nullable FolderWatch watch;
    private final @Nullable RunningLedger ledger;
    private final @Nullable LogDoor logDoor;
    private final @Nullable KeyDoor keyDoor;
    private final @Nullable RunningDesk desk;
    private final @Nullable AnswerGuard guard;
    private final CountDownLatch closing = new CountDownLatch(1);

    private Gateway(
            Settings settings,
            @Nullable GuardSettings guarded,
            Store store,
            Configuration configuration,
            Parts parts,
            boolean listening)
            throws IOException {
        this.settings = settings;
        this.store = store;
        this.configuration = configuration;
        Serving serving = configuration.serving();
        Doorkeeper doorkeeper = new Doorkeeper(store.state(), parts.tokens(), serving);
        Metrics metrics =
                new Metrics(() -> serving.current().contracts().workflows().keySet());
        this.guard = guarded == null || !listening
                ? null
                : RunningGuard.open(settings, guarded, parts.root(), parts.references(), serving, parts.clock());
        Steps steps = steps(store, parts, metrics, serving, guard);
        this.operations = steps.operations();
        this.line = new Line(doorkeeper, steps, parts.clock());
        this.escalations = steps.escalations();
        this.grants = new GrantDesk(steps, doorkeeper, parts.tokens(), serving, parts.clock(), parts.ids()::next);
        this.agents = new AgentDesk(store.state(), store.recorder(), parts.tokens(), parts.clock(), parts.ids()::next);
        this.stops = StopDesk.open(
                store.state(), store.recorder(), settings.data(), new Named(serving), parts.clock(), parts.ids()::next);
        if (!listening) {
            this.server = null;
            this.admin = null;
            this.watch = null;
            this.ledger = null;
            this.logDoor = null;
            this.keyDoor = null;
            this.desk = null;
            return;
        }
        metrics.gauge(
                "journal_records",
                "Records in the journal.",
                () -> store.journal().size());
        metrics.gauge(
                "stops_in_force",
                "Kill switches that are thrown.",
                () -> stops.inForce().size());
        metrics.gauges(
                "source_circuit_open",
                "1 while a source is left alone because it did not answer, 0.5 while one caller tries it.",
                "source",
                this::circuits);
        metrics.gauge("grants_live", "Grants that are live.", () -> live(store, parts.clock()));
        metrics.gauge("escalations_open", "Conversations that wait for a person.", escalations::waiting);
        if (guard != null) {
            RunningGuard.measure(guard, metrics);
        }
        AccountDesk accounts =
                new AccountDesk(store.state(), store.recorder(), parts.tokens(), parts.clock(), parts.ids()::next);
        this.ledger = RunningLedger.start(settings, parts.references(), store, parts.random(), parts.clock(), metrics);
        this.logDoor =
                ledger.door(settings.data(), () -> endGrants(parts), parts.random(), parts.clock(), parts.ids()::next);
        this.keyDoor = ledger.keys(parts.random(), parts.clock(), parts.ids()::next);
        Erasure erasure = ledger.erasure(grants::custody, parts.clock(), parts.ids()::next, metrics);
        attempt(erasure.shredder()::resume); // before anybody is served; what fails is tried again with the chores
        this.desk = RunningDesk.start(
                settings,
                parts.references(),
                store,
                operations,
                escalations,
                serving,
                parts.random(),
                parts.clock(),
                metrics);
        List<Endpoint> people = new ArrayList<>(desk.endpoints(accounts, ledger.trail()));
        people.addAll(EscalationEndpoints.of(new EscalationSeat(escalations, accounts)));
        this.server = server(settings, this, ledger.endpoints(accounts), people, metrics, parts);
        AdminService service = new AdminService(
                store,
                agents,
                accounts,
                stops,
                new Doors(this),
                ledger.trail(),
                erasure,
                parts.tokens(),
                parts.clock(),
                parts.ids()::next);
        this.admin = admin(settings, service, this.server);
        this.watch = FolderWatch.start(configuration);
        every(SWEEP, erasure::sweep);
        every(SWEEP, store::trim);
        every(SWEEP, () -> operations.expire(() -> chore(parts)));
        Thread.ofPlatform()
                .name("remit-recover")
                .daemon(true)
                .start(() -> attempt(() -> operations.recover(() -> chore(parts))));
        every(SWEEP, () -> operations.recover(() -> chore(parts)));
        every(SWEEP, stops::settle);
        every(SWEEP, () -> escalations.expire(() -> chore(parts)));
        every(INSPECT, configuration::inspect);
        if (guard != null) {
            attempt(guard::ifDue);
            every(SWEEP, guard::ifDue);
        }
        Thread.ofPlatform().name("remit-tidy").daemon(true).start(() -> attempt(erasure::tidy));
        every(TIDY, erasure::tidy);
    }

    private static CallContext chore(Parts parts) {
        return new CallContext("chore", parts.ids().next(), null);
    }

    /** All of them, durably; says how many, or nothing if one is not on record. */
    private OptionalInt endGrants(Parts parts) {
        Instant now = parts.clock().instant();
        int ended = 0;
        for (LiveGrant grant : store.state().grants()) {
            if (grant.live(now)) {
                CallContext context = new CallContext("admin", parts.ids().next(), null);
                if (grants.custody().revoke(grant, "operator", context, now) != null) {
                    return OptionalInt.empty();
                }
                ended++;
            }
        }
        return OptionalInt.of(ended);
    }

    /** Opens the admin's door; where that fails, nothing may go on listening. */
    private static AdminSocket admin(Settings settings, AdminService service, HttpServer server) throws IOException {
        try {
            return AdminSocket.open(settings.data(), service);
        } catch (IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /** What is made once and shared. */
    private record Parts(
            RootKey root,
            SecureRandom random,
            Tokens tokens,
            CorrelationIds ids,
            InstantSource clock,
            References references) {}

    private static Parts parts(
            RootKey root, SecureRandom random, InstantSource clock, RandomGenerator ids, References references) {
        Tokens tokens = new Tokens(random, new KeyedHash(root.derive(RootKey.Use.TOKEN_HASH)));
        return new Parts(root, random, tokens, new CorrelationIds(clock, ids), clock, references);
    }

    private static Steps steps(
            Store store, Parts parts, Metrics metrics, Serving serving, @Nullable AnswerGuard guard) {
        RootKey root = parts.root();
        Cursors cursors = new Cursors(new Aead(root.derive(RootKey.Use.CURSOR), parts.random()));
        return Steps.of(
                store.state(),
                store.recorder(),
                new Shaper(root.derive(RootKey.Use.TOKENIZE).getEncoded()),
                cursors,
                new KeyedHash(root.derive(RootKey.Use.CLAIM_HASH)),
                metrics,
                serving,
                parts.clock(),
                parts.ids()::next,
                guard);
    }

    /**
     * Opens the data directory, begins to serve, and listens.
     *
     * @param folder where the configuration was loaded from
     * @param loaded what was loaded; its settings may have been changed since
     * @throws IOException if a socket cannot be opened
     * @throws RuntimeException whose message says what to change: the directory is locked, a key is missing, a listener
     *     would be unsafe
     */
    public static Gateway start(
            Folder folder, Folder.Loaded.Accepted loaded, References references, InstantSource clock)
            throws IOException {
        return open(folder, loaded, references, clock, IDS, true);
    }

    /** The same without listeners: calls come through {@link #tools} and {@link #grants}. */
    public static Gateway embedded(
            Folder folder, Folder.Loaded.Accepted loaded, References references, InstantSource clock)
            throws IOException {
        return embedded(folder, loaded, references, clock, IDS);
    }

    /** @param ids names requests, grants and conversations, and so decides over tokens of tokenized fields: for tests */
    public static Gateway embedded(
            Folder folder,
            Folder.Loaded.Accepted loaded,
            References references,
            InstantSource clock,
            RandomGenerator ids)
            throws IOException {
        return open(folder, loaded, references, clock, ids, false);
    }

    private static Gateway open(
            Folder folder,
            Folder.Loaded.Accepted loaded,
            References references,
            InstantSource clock,
            RandomGenerator ids,
            boolean listening)
            throws IOException {
        SecureRandom random = new SecureRandom();
        Settings settings = loaded.settings();
        DataDirectory directory = DataDirectory.open(settings, references, random);
        Store store = Store.open(directory.journal(), directory.log(), settings.data(), directory.master(), random);
        Configuration configuration = null;
        try {
            configuration = Configuration.of(folder, loaded, references, clock);
            return new Gateway(
                    settings,
                    loaded.guard(),
                    store,
                    configuration,
                    parts(store.keys().root(), random, clock, ids, references),
                    listening);
        } catch (IOException | RuntimeException e) {
            if (configuration != null) {
                configuration.close();
            }
            store.close();
            throw e;
        }
    }

    private static HttpServer server(
            Settings settings,
            Gateway gateway,
            List<Endpoint> asked,
            List<Endpoint> people,
            Metrics metrics,
            Parts parts) {
        HttpSettings http = HttpSettings.local(settings.port())
                .listening(settings.host(), tls(settings))
                .allowing(settings.origins(), settings.hosts());
        List<Endpoint> rest = new ArrayList<>(RestWire.endpoints(gateway.line, gateway.grants, parts.clock()));
        rest.addAll(MessageEndpoints.of(gateway.line));
        rest.addAll(AnswerEndpoints.of(gateway.line));
        List<Endpoint> ops = OpsEndpoints.of(gateway.checks(), metrics);
        List<Endpoint> documented = new ArrayList<>(rest);
        documented.addAll(asked);
        documented.addAll(people);
        documented.addAll(ops);
        Endpoint openApi = OpenApi.endpoint(documented, Version.text());
        List<Endpoint> more = new ArrayList<>(ops);
        more.add(openApi);
        ServerIdentity identity = new ServerIdentity("remit", "Remit", Version.text());
        return HttpServer.start(
                http,
                List.of(
                        new McpWire(gateway.line, McpSettings.of(identity), metrics, System::nanoTime),
                        new Endpoints(RestWire.NAME, rest, metrics, System::nanoTime),
                        new Endpoints("ledger", asked, metrics, System::nanoTime),
                        new Endpoints("desk", people, metrics, System::nanoTime),
                        new Endpoints(OpsEndpoints.NAME, more, metrics, System::nanoTime)),
                parts.ids(),
                metrics,
                System::nanoTime);
    }

    private static HttpSettings.@Nullable Tls tls(Settings settings) {
        Settings.Tls tls = settings.tls();
        return tls == null ? null : new HttpSettings.Tls(tls.certificates(), tls.key());
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>(List.of(
                new Check("journal", () -> store.journal().health() instanceof Health.Serving),
                new Check("state", () -> store.projectionFailure() == null),
                new Check("sources", this::sourcesAreWell),
                // Not a reason to be sent no requests: only a request finds out that a source is back.
                new Check("circuits", () -> true, () -> openCircuits().isEmpty() ? null : "circuit_open")));
        if (ledger != null) {
            checks.addAll(ledger.checks());
        }
        AnswerGuard answers = guard;
        if (answers != null) {
            // Not a reason to be sent no requests: what is not an answer is served.
            checks.add(new Check("guard", () -> true, answers::trouble));
        }
        return checks;
    }

    private List<String> openCircuits() {
        List<String> open = new ArrayList<>();
        configuration.circuits().forEach((source, state) -> {
            if (state != Breaker.State.CLOSED) {
                open.add(source);
            }
        });
        return open;
    }

    private Map<String, Double> circuits() {
        Map<String, Double> values = new HashMap<>();
        configuration
                .circuits()
                .forEach((source, state) -> values.put(
                        source,
                        switch (state) {
                            case CLOSED -> 0.0;
                            case HALF_OPEN -> 0.5;
                            case OPEN -> 1.0;
                        }));
        return values;
    }

    /** Whether every source was reached when it was last looked at, and every resource is as the catalog says. */
    private boolean sourcesAreWell() {
        return configuration.inspections().values().stream()
                .allMatch(inspection ->
                        inspection.reached() && inspection.unserved().isEmpty());
    }

    private static long live(Store store, InstantSource clock) {
        return store.state().grants().stream()
                .filter(grant -> grant.live(clock.instant()))
                .count();
    }

    /** A chore that fails is logged and tried again; it never ends the ones after it. */
    private void every(Duration pause, Runnable chore) {
        Thread.ofPlatform().name("remit-chore").daemon(true).start(() -> {
            try {
                while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    attempt(chore);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void attempt(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            if (closing.getCount() == 0) {
                LOG.debug("A chore was broken off by the end, and is for the next start", e);
            } else {
                LOG.error("A chore failed; it is tried again", e);
            }
        }
    }

    /** What can be stopped by name. */
    private record Named(Serving serving) implements StopDesk.Served {
        @Override
        public Collection<String> workflows() {
            return serving.current().contracts().workflows().keySet();
        }

        @Override
        public Collection<String> actions() {
            var version = serving.current();
            Stream<String> tools = version.contracts().workflows().values().stream()
                    .flatMap(workflow -> version.tools(workflow).tools().stream())
                    .map(Tool::name);
            // Actions that no contract names take others back.
            return Stream.concat(tools, version.contracts().catalog().actions().keySet().stream())
                    .toList();
        }
    }

    private record Doors(Gateway gateway) implements AdminService.Running {
        @Override
        public Custody custody() {
            return gateway.grants.custody();
        }

        @Override
        public @Nullable Workflow workflow(String name) {
            return gateway.configuration.serving().current().workflow(name);
        }

        @Override
        public @Nullable LogDoor log() {
            return gateway.logDoor;
        }

        @Override
        public @Nullable AnswerGuard guard() {
            return gateway.guard;
        }

        @Override
        public @Nullable KeyDoor keys() {
            return gateway.keyDoor;
        }

        @Override
        public List<String> reload() {
            return gateway.reload().stream()
                    .map(finding -> finding.location() + " [" + finding.code() + "] " + finding.message())
                    .toList();
        }
    }

    public ToolService tools() {
        return line;
    }

    public GrantService grants() {
        return grants;
    }

    public OperationDesk operations() {
        return operations;
    }

    public EscalationDesk escalations() {
        return escalations;
    }

    public AgentDesk agents() {
        return agents;
    }

    /** The kill switches. */
    public StopDesk stops() {
        return stops;
    }

    public Store store() {
        return store;
    }

    public Configuration configuration() {
        return configuration;
    }

    public Settings settings() {
        return settings;
    }

    /** The port that it listens on; throws where it does not. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("an embedded gateway does not listen");
        }
        return server.port();
    }

    /** Reads the configuration again. Returns the errors that keep it from serving; empty where it is served now. */
    public List<Finding> reload() {
        return configuration.reload();
    }

    @Override
    public void close() {
        closing.countDown();
        if (watch != null) {
            watch.close();
        }
        if (server != null) {
            server.stop();
        }
        if (admin != null) {
            try {
                admin.close();
            } catch (IOException e) {
                LOG.warn("The admin socket was not closed: {}", e.getMessage());
            }
        }
        if (desk != null) {
            desk.close();
        }
        if (ledger != null) {
            ledger.close();
        }
        if (guard != null) {
            guard.close();
        }
        configuration.close();
        store.close();
    }
}
