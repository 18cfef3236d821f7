package dev.remit.gateway.identity;

import dev.remit.gateway.identity.Agent.Credential;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Registers, rotates and revokes agents. Every change is on record before it holds. Thread-safe. */
public final class AgentDesk {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    /** The longest life of an identity that is to end. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(3_653);

    private final State state;
    private final Recorder recorder;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final ReentrantLock lock = new ReentrantLock();

    public AgentDesk(State state, Recorder recorder, Tokens tokens, InstantSource clock, Supplier<String> ids) {
        this.state = state;
        this.recorder = recorder;
        this.tokens = tokens;
        this.clock = clock;
        this.ids = ids;
    }

    /** What came of a change. */
    public sealed interface Outcome {
        /** A new credential, shown this once. */
        record Issued(Agent agent, String credential) implements Outcome {
            /** Says whose it is and not what. */
            @Override
            public String toString() {
                return "Issued[" + agent.name() + "]";
            }
        }

        record Done(Agent agent) implements Outcome {}

        /** It cannot be done; says what to do instead. */
        record Refused(String message) implements Outcome {}
    }

    /**
     * A new agent.
     *
     * @param lifetime until the identity ends, or null for no end
     */
    public record Registration(
            String name,
            Agent.Audience audience,
            String owner,
            @Nullable String vendor,
            @Nullable String plan,
            String environment,
            Set<String> tenants,
            @Nullable Duration lifetime) {}

    public Outcome add(Registration wanted) {
        if (!NAME.matcher(wanted.name()).matches()) {
            return new Outcome.Refused(
                    "An agent's name has lower-case letters, digits, dots, underscores and hyphens, begins with a letter,"
                            + " and is at most 63 characters long.");
        }
        if (wanted.owner().isBlank()) {
            return new Outcome.Refused("An agent needs an owner: the person or team that answers for it.");
        }
        if (wanted.tenants().isEmpty()) {
            return new Outcome.Refused("An agent needs at least one tenant that it may open grants for.");
        }
        Duration lifetime = wanted.lifetime();
        if (lifetime != null && (!lifetime.isPositive() || lifetime.compareTo(LONGEST_LIFE) > 0)) {
            return new Outcome.Refused("An agent expires after at least a moment and at most ten years.");
        }
        lock.lock();
        try {
            if (state.agent(wanted.name()) != null) {
                return new Outcome.Refused("There is an agent " + wanted.name()
                        + " already; rotate its credential, or choose another name.");
            }
            Instant now = clock.instant();
            String credential = tokens.mint(Tokens.AGENT);
            Agent agent = new Agent(
                    wanted.name(),
                    wanted.audience(),
                    wanted.owner(),
                    wanted.vendor(),
                    wanted.plan(),
                    wanted.environment(),
                    wanted.tenants(),
                    now,
                    wanted.lifetime() == null ? null : now.plus(wanted.lifetime()),
                    false,
                    List.of(new Credential(ids.get(), tokens.hash(credential), now, null)));
            set(agent, "agent.add", now);
            return new Outcome.Issued(agent, credential);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A new credential; those before stay good for the overlap, so that nothing stands still.
     *
     * @param overlap from zero to 30 days
     */
    public Outcome rotate(String name, Duration overlap) {
        if (Rotation.tooLong(overlap)) {
            return new Outcome.Refused(Rotation.TOO_LONG);
        }
        lock.lock();
        try {
            Agent agent = state.agent(name);
            if (agent == null || agent.revoked()) {
                return unknown(name);
            }
            Instant now = clock.instant();
            if (!agent.live(now)) {
                return new Outcome.Refused("Agent " + name + " expired at " + agent.expiresAt()
                        + ", and no credential brings it back; register one under another name.");
            }
            List<Credential> credentials = new ArrayList<>(Rotation.kept(agent.credentials(), now, now.plus(overlap)));
            String credential = tokens.mint(Tokens.AGENT);
            credentials.add(new Credential(ids.get(), tokens.hash(credential), now, null));
            Agent rotated = with(agent, false, credentials);
            set(rotated, "agent.rotate", now);
            return new Outcome.Issued(rotated, credential);
        } finally {
            lock.unlock();
        }
    }

    /** Ends an agent: its credentials and every grant of it are no good from the next request on. */
    public Outcome revoke(String name) {
        lock.lock();
        try {
            Agent agent = state.agent(name);
            if (agent == null) {
                return unknown(name);
            }
            Agent revoked = with(agent, true, List.of());
            state.set(revoked); // withdrawing a right never waits for the disk
            set(revoked, "agent.revoke", clock.instant());
            return new Outcome.Done(revoked);
        } finally {
            lock.unlock();
        }
    }

    private static Outcome unknown(String name) {
        return new Outcome.Refused("There is no live agent " + name + "; list them with: remit agent list.");
    }

    private static Agent with(Agent agent, boolean revoked, List<Credential> credentials) {
        return new Agent(
                agent.name(),
                agent.audience(),
                agent.owner(),
                agent.vendor(),
                agent.plan(),
                agent.environment(),
                agent.tenants(),
                agent.createdAt(),
                agent.expiresAt(),
                revoked,
                credentials);
    }

    private void set(Agent agent, String event, Instant now) {
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put("agent", agent.name());
        facts.put("owner", agent.owner());
        facts.put("tenants", String.join(" ", new TreeSet<>(agent.tenants())));
        recorder.write(new Entry(ids.get(), now, event, facts, null), List.of(new Change.AgentSet(agent)));
        state.set(agent);
    }
}
