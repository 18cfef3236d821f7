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
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes, rotates and revokes accounts. Every change is on record before it holds. Thread-safe. */
public final class AccountDesk {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._@+-]{0,62}");

    /** The longest life of a person's credential: people leave. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final State state;
    private final Recorder recorder;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final ReentrantLock lock = new ReentrantLock();

    public AccountDesk(State state, Recorder recorder, Tokens tokens, InstantSource clock, Supplier<String> ids) {
        this.state = state;
        this.recorder = recorder;
        this.tokens = tokens;
        this.clock = clock;
        this.ids = ids;
    }

    /** What came of a change. */
    public sealed interface Outcome {
        /** A new credential, shown this once. */
        record Issued(Account account, String credential) implements Outcome {
            /** Says whose it is and not what. */
            @Override
            public String toString() {
                return "Issued[" + account.name() + "]";
            }
        }

        record Done(Account account) implements Outcome {}

        /** It cannot be done; says what to do instead. */
        record Refused(String message) implements Outcome {}
    }

    /**
     * A new account.
     *
     * @param role as people write it
     * @param lifetime until the account ends unless it is rotated, at most 366 days
     */
    public Outcome add(String name, String role, Duration lifetime) {
        if (!NAME.matcher(name).matches()) {
            return new Outcome.Refused("An account's name has lower-case letters, digits, and . _ @ + -, begins with a"
                    + " letter, and is at most 63 characters long.");
        }
        Account.Role known = role(role);
        if (known == null) {
            return new Outcome.Refused("There is no such role. Roles that can be given: " + roles() + ".");
        }
        if (wrong(lifetime)) {
            return tooLong();
        }
        lock.lock();
        try {
            if (state.account(name) != null) {
                return new Outcome.Refused(
                        "There is an account " + name + " already; rotate its credential, or choose another name.");
            }
            Instant now = clock.instant();
            return issue(new Account(name, known, now, now.plus(lifetime), false, List.of()), "account.add", now);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A new credential, and the account lives on from now; credentials before stay good for the overlap.
     *
     * @param overlap from zero to 30 days
     * @param lifetime at most 366 days
     */
    public Outcome rotate(String name, Duration overlap, Duration lifetime) {
        if (Rotation.tooLong(overlap)) {
            return new Outcome.Refused(Rotation.TOO_LONG);
        }
        if (wrong(lifetime)) {
            return tooLong();
        }
        lock.lock();
        try {
            Account account = state.account(name);
            if (account == null || account.revoked()) {
                return unknown(name);
            }
            Instant now = clock.instant();
            // The account gets a new time, an old credential none: it ends with the time that it was given for.
            Instant until = earlier(now.plus(overlap), account.expiresAt());
            List<Credential> kept = Rotation.kept(account.credentials(), now, until);
            Account rotated = with(account, now.plus(lifetime), false, kept);
            return issue(rotated, "account.rotate", now);
        } finally {
            lock.unlock();
        }
    }

    /** Ends an account: its credentials are no good from the next request on. */
    public Outcome revoke(String name) {
        lock.lock();
        try {
            Account account = state.account(name);
            if (account == null) {
                return unknown(name);
            }
            Account revoked = with(account, account.expiresAt(), true, List.of());
            state.set(revoked); // withdrawing a right never waits for the disk
            set(revoked, "account.revoke", clock.instant());
            return new Outcome.Done(revoked);
        } finally {
            lock.unlock();
        }
    }

    /** The live account that a credential belongs to, or null. */
    public @Nullable Account holder(String credential) {
        if (!Tokens.wellFormed(credential, Tokens.ACCOUNT)) {
            return null;
        }
        String hash = tokens.hash(credential);
        Account account = state.accountByCredential(hash);
        return account != null && account.accepts(hash, clock.instant()) ? account : null;
    }

    private Outcome issue(Account account, String event, Instant now) {
        String credential = tokens.mint(Tokens.ACCOUNT);
        List<Credential> credentials = new ArrayList<>(account.credentials());
        credentials.add(new Credential(ids.get(), tokens.hash(credential), now, null));
        Account issued = with(account, account.expiresAt(), false, credentials);
        set(issued, event, now);
        return new Outcome.Issued(issued, credential);
    }

    private static Account with(Account account, Instant expires, boolean revoked, List<Credential> credentials) {
        return new Account(account.name(), account.role(), account.createdAt(), expires, revoked, credentials);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static boolean wrong(Duration lifetime) {
        return !lifetime.isPositive() || lifetime.compareTo(LONGEST_LIFE) > 0;
    }

    private static Outcome tooLong() {
        return new Outcome.Refused("An account expires after at least a moment and at most 366 days.");
    }

    private static Outcome unknown(String name) {
        return new Outcome.Refused(
                NAME.matcher(name).matches()
                        ? "There is no live account " + name + "; list them with: remit account list."
                        : "There is no such account; list them with: remit account list.");
    }

    private static Account.@Nullable Role role(String label) {
        return Arrays.stream(Account.Role.values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    private static String roles() {
        return Arrays.stream(Account.Role.values()).map(Account.Role::label).collect(Collectors.joining(", "));
    }

    private void set(Account account, String event, Instant now) {
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put("account", account.name());
        facts.put("role", account.role().label());
        recorder.write(new Entry(ids.get(), now, event, facts, null), List.of(new Change.AccountSet(account)));
        state.set(account);
    }
}
