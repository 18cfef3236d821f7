package dev.remit.gateway.admin;

import dev.remit.core.contract.Workflow;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Introspection;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.AgentDesk.Outcome;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.retention.Erasure;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.trail.Trail;
import dev.remit.gateway.trail.TrailException;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.log.LogException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What operators may ask of a gateway: an object with {@code op} and its arguments → an object with the answer, or with
 * {@code error}. The same whether the gateway runs or a command works on the data directory by itself. Thread-safe.
 */
public final class AdminService {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Store store;
    private final Function<String, OptionalLong> places;
    private final AgentDesk agents;
    private final @Nullable Running running;
    private final AccountDoor accounts;
    private final StopDoor stops;
    private final @Nullable LedgerDoor ledger;
    private final @Nullable ErasureDoor erasure;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /** What only a running gateway can do. */
    public interface Running {
        Custody custody();

        /** Today's contract of that name, or null. */
        @Nullable
        Workflow workflow(String name);

        /** The log's name and what follows it, or null where this gateway keeps none. */
        default @Nullable LogDoor log() {
            return null;
        }

        /** What keys records are sealed under, or null where nobody may exchange them. */
        default @Nullable KeyDoor keys() {
            return null;
        }

        /** The log's verifier key, or null where this gateway keeps no log. */
        default @Nullable String verifier() {
            LogDoor log = log();
            return log == null ? null : log.verifier();
        }

        /** What checks answers, or null where they are not checked. */
        default @Nullable AnswerGuard guard() {
            return null;
        }

        /** Reads the configuration again. Returns what is wrong with it, one line each; empty where it is served now. */
        List<String> reload();
    }

    /** @param running null where no gateway runs */
    public AdminService(
            Store store,
            AgentDesk agents,
            StopDesk stops,
            @Nullable Running running,
            Tokens tokens,
            InstantSource clock,
            Supplier<String> ids) {
        this(store, id -> store.last(id, 0), agents, stops, running, tokens, clock, ids);
    }

    /**
     * @param places finds the newest record of a correlation id
     * @param running null where no gateway runs
     */
    public AdminService(
            Store store,
            Function<String, OptionalLong> places,
            AgentDesk agents,
            StopDesk stops,
            @Nullable Running running,
            Tokens tokens,
            InstantSource clock,
            Supplier<String> ids) {
        this(
                store,
                places,
                agents,
                new AccountDesk(store.state(), store.recorder(), tokens, clock, ids),
                stops,
                running,
                null,
                null,
                tokens,
                clock,
                ids);
    }

    /**
     * @param running null where no gateway runs
     * @param trail null where the ledger is not indexed
     * @param erasure null where it is not, too
     */
    public AdminService(
            Store store,
            AgentDesk agents,
            AccountDesk accounts,
            StopDesk stops,
            @Nullable Running running,
            @Nullable Trail trail,
            @Nullable Erasure erasure,
            Tokens tokens,
            InstantSource clock,
            Supplier<String> ids) {
        this(store, id -> store.last(id, 0), agents, accounts, stops, running, trail, erasure, tokens, clock, ids);
    }

    private AdminService(
            Store store,
            Function<String, OptionalLong> places,
            AgentDesk agents,
            AccountDesk accounts,
            StopDesk stops,
            @Nullable Running running,
            @Nullable Trail trail,
            @Nullable Erasure erasure,
            Tokens tokens,
            InstantSource clock,
            Supplier<String> ids) {
        this.store = store;
        this.places = places;
        this.agents = agents;
        this.accounts = new AccountDoor(accounts, store.state(), clock);
        this.stops = new StopDoor(stops);
        this.ledger = trail == null ? null : new LedgerDoor(trail, store, clock, ids);
        this.erasure = erasure == null ? null : new ErasureDoor(erasure);
        this.running = running;
        this.tokens = tokens;
        this.clock = clock;
        this.ids = ids;
    }

    /** Answers one request. Never throws for what the caller did. */
    public ObjectNode answer(ObjectNode request) {
        String op = text(request, "op");
        try {
            return switch (op == null ? "" : op) {
                case "agent.add" -> addAgent(request);
                case "agent.list" -> listAgents();
                case "agent.rotate" -> issued(agents.rotate(required(request, "name"), seconds(request, "overlap")));
                case "agent.revoke" -> issued(agents.revoke(required(request, "name")));
                case "grant.show" -> showGrant(required(request, "grant"));
                case "grant.revoke" -> revokeGrant(required(request, "grant"));
                case "explain" -> explain(required(request, "id"));
                case "reload" -> reload();
                case String other when other.startsWith("account.") -> accounts.answer(other, request);
                case String other when other.startsWith("stop.") -> stops.answer(other, request);
                case String other when ErasureDoor.OPERATIONS.contains(other) -> erase(other, request);
                case "guard.status", "guard.rebuild" -> askGuard(op);
                case String other when other.startsWith("ledger.") -> askLedger(other, request);
                default -> unknown();
            };
        } catch (Missing e) {
            return error("usage", String.valueOf(e.getMessage()));
        } catch (RecordException e) {
            return error("failed", "The change is not on record: " + e.getMessage());
        } catch (TrailException e) {
            return error(e.code() == TrailException.Code.TOO_BROAD ? "too_broad" : "failed", e.text());
        } catch (SQLException | JournalException | LogException | IllegalArgumentException e) {
            return error("failed", "The records cannot be read: " + e.getMessage());
        }
    }

    private ObjectNode askLedger(String op, ObjectNode request) {
        LogDoor log = running == null ? null : running.log();
        if (log != null && op.equals("ledger.new-origin")) {
            return log.newOrigin(request);
        }
        KeyDoor keys = running == null ? null : running.keys();
        if (keys != null && op.equals("ledger.rotate-key")) {
            return keys.rotate(request);
        }
        if (ledger == null) {
            return notRunning();
        }
        ObjectNode answer = ledger.answer(op, request);
        if (op.equals("ledger.prove") && answer.has("proof") && running != null) {
            answer.put("verifier", running.verifier());
        }
        if (op.equals("ledger.status")) {
            if (erasure != null) {
                answer.set("retention", erasure.progress());
            }
            return log == null ? answer : log.status(answer);
        }
        return answer;
    }

    private ObjectNode askGuard(@Nullable String op) {
        if (running == null) {
            return error("not_running", "No gateway runs on this data directory, so none checks answers.");
        }
        AnswerGuard guard = running.guard();
        if (guard == null) {
            return error(
                    "off",
                    "This gateway does not check answers. Add 'guard:' to privacy.yaml, and start it again: that is read"
                            + " at the start only.");
        }
        return ("guard.rebuild".equals(op) ? guard.rebuild() : guard.status()).json();
    }

    private ObjectNode erase(String op, ObjectNode request) {
        return erasure == null ? notRunning() : erasure.answer(op, request);
    }

    private static ObjectNode notRunning() {
        return error(
                "not_running",
                "No gateway runs on this data directory, and only a running one answers for its ledger. Start it"
                        + " with: remit serve");
    }

    static ObjectNode unknown() {
        return error("unknown_op", "This gateway knows no such operation; its version differs from the command's.");
    }

    private ObjectNode addAgent(ObjectNode request) {
        Set<String> tenants = new TreeSet<>();
        JsonNode given = request.get("tenants");
        if (given != null) {
            for (JsonNode tenant : given) {
                if (!tenant.isString()) {
                    throw new Missing("The operation needs tenants as a list of texts.");
                }
                tenants.add(tenant.asString());
            }
        }
        boolean internal = "internal".equals(text(request, "audience"));
        String environment = text(request, "environment");
        return issued(agents.add(new AgentDesk.Registration(
                required(request, "name"),
                internal ? Agent.Audience.INTERNAL : Agent.Audience.CUSTOMER,
                required(request, "owner"),
                text(request, "vendor"),
                text(request, "plan"),
                environment == null ? "production" : environment,
                tenants,
                request.has("lifetime") ? seconds(request, "lifetime") : null)));
    }

    private static ObjectNode issued(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Issued(Agent agent, String credential) ->
                JSON.objectNode().put("agent", agent.name()).put("credential", credential);
            case Outcome.Done(Agent agent) -> JSON.objectNode().put("agent", agent.name());
            case Outcome.Refused(String message) -> error("refused", message);
        };
    }

    private ObjectNode listAgents() {
        Instant now = clock.instant();
        ObjectNode answer = JSON.objectNode();
        ArrayNode list = answer.putArray("agents");
        store.state().agents().stream()
                .sorted(Comparator.comparing(Agent::name))
                .forEach(agent -> {
                    ObjectNode one = list.addObject();
                    one.put("name", agent.name());
                    one.put("audience", agent.audience().name().toLowerCase(Locale.ROOT));
                    one.put("owner", agent.owner());
                    one.put("environment", agent.environment());
                    ArrayNode tenants = one.putArray("tenants");
                    new TreeSet<>(agent.tenants()).forEach(tenants::add);
                    one.put("vendor", agent.vendor());
                    one.put("plan", agent.plan());
                    one.put("created_at", agent.createdAt().toString());
                    Instant expires = agent.expiresAt();
                    one.put("expires_at", expires == null ? null : expires.toString());
                    one.put("state", agent.revoked() ? "revoked" : agent.live(now) ? "live" : "expired");
                    one.put(
                            "credentials",
                            agent.credentials().stream()
                                    .filter(c -> c.live(now))
                                    .count());
                });
        return answer;
    }

    private ObjectNode showGrant(String named) {
        Instant now = clock.instant();
        LiveGrant grant = grant(named);
        if (grant == null) {
            return error("unknown", "There is no such grant, or it is long over.");
        }
        var facts = grant.conversation().facts();
        ObjectNode answer = JSON.objectNode();
        answer.put("id", grant.facts().id());
        answer.put("state", grant.facts().revokedAt() != null ? "revoked" : grant.live(now) ? "live" : "expired");
        answer.put("conversation", facts.id());
        answer.put("agent", facts.agent());
        answer.put("workflow", facts.workflow());
        answer.put("contract", grant.facts().contract());
        answer.put("tenant", facts.tenant());
        answer.put("case", facts.caseId());
        answer.put("assurance", facts.assurance().label());
        answer.put("issued_at", grant.facts().issuedAt().toString());
        answer.put("expires_at", grant.facts().expiresAt().toString());
        Workflow workflow = running == null ? null : running.workflow(facts.workflow());
        if (workflow != null) {
            Introspection.Active active = Custody.active(grant, workflow);
            ObjectNode left = answer.putObject("budgets_left");
            active.budgets().forEach(left::put);
        }
        return answer;
    }

    private ObjectNode revokeGrant(String named) {
        if (running == null) {
            return error("not_running", "No gateway runs on this data directory, and without one no grant is good.");
        }
        LiveGrant grant = grant(named);
        if (grant == null) {
            return error("unknown", "There is no such grant, or it is long over.");
        }
        CallContext context = new CallContext("admin", ids.get(), null);
        Problem problem = running.custody().revoke(grant, "operator", context, clock.instant());
        return problem == null
                ? JSON.objectNode().put("id", grant.facts().id()).put("state", "revoked")
                : error(
                        problem.code(),
                        "It is revoked until a restart, but that is not on record yet; revoke it again.");
    }

    private @Nullable LiveGrant grant(String named) {
        return Tokens.wellFormed(named, Tokens.GRANT)
                ? store.state().grantByToken(tokens.hash(named))
                : store.state().grant(named);
    }

    private ObjectNode explain(String id) throws SQLException {
        if (ledger != null) {
            return ledger.explain(id);
        }
        return switch (store.find(places.apply(id))) {
            case Store.Found.Unknown unknown ->
                error(
                        "unknown",
                        "There is no record under that id. Requests without a good credential are counted, not recorded.");
            case Store.Found.Erased(long sequence) ->
                error(
                        "erased",
                        "Record " + sequence + " is there, but its key was destroyed: what it says cannot be read.");
            case Store.Found.Opened(long sequence, var facts) -> {
                ObjectNode answer = JSON.objectNode();
                answer.put("sequence", sequence);
                ObjectNode opened = answer.putObject("facts");
                facts.forEach((name, value) -> {
                    switch (value) {
                        case Long number -> opened.put(name, number);
                        case Boolean truth -> opened.put(name, truth);
                        case Object text -> opened.put(name, text.toString());
                    }
                });
                yield answer;
            }
        };
    }

    private ObjectNode reload() {
        if (running == null) {
            return error("not_running", "No gateway runs on this data directory.");
        }
        List<String> wrong = running.reload();
        if (wrong.isEmpty()) {
            return JSON.objectNode().put("reloaded", true);
        }
        return error("refused", "The old version goes on serving. " + String.join("\n", wrong));
    }

    static ObjectNode error(String code, String message) {
        ObjectNode answer = JSON.objectNode();
        answer.putObject("error").put("code", code).put("message", message);
        return answer;
    }

    static @Nullable String text(ObjectNode request, String name) {
        JsonNode value = request.get(name);
        return value != null && value.isString() ? value.asString() : null;
    }

    static String required(ObjectNode request, String name) {
        String value = text(request, name);
        if (value == null) {
            throw new Missing("The operation needs " + name + ".");
        }
        return value;
    }

    static Duration seconds(ObjectNode request, String name) {
        JsonNode value = request.get(name);
        if (value == null || !value.canConvertToLong()) {
            throw new Missing("The operation needs " + name + " in seconds.");
        }
        return Duration.ofSeconds(value.asLong());
    }

    private static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message, null, false, false);
        }
    }
}
