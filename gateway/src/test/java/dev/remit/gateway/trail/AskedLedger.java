package dev.remit.gateway.trail;

import dev.remit.core.contract.Workflow;
import dev.remit.gateway.admin.AdminService;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.testing.BreakableDisk;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A small shop whose real records are asked. Two customers were served: CUS-4711 by helper, CUS-4712 not at all. */
public final class AskedLedger implements AutoCloseable {
    /** The log's key; its name needs quotes in a shell. */
    public static final String VERIFIER = "it's.example+0badcafe+AQ==";

    public final TestClock clock = new TestClock();
    public final BreakableDisk disk = new BreakableDisk();
    public final SmallShop shop;
    public final Shopfront front;
    public final AccountDesk accounts;
    public final Trail trail;
    public final AuditDesk desk;
    public final AdminService admin;
    public final String helper;
    private final Index index;
    private final Indexer indexer;
    private final Reindex reindex;

    public AskedLedger(Path directory) throws java.io.IOException {
        shop = SmallShop.in(directory);
        front = shop.open(clock, disk, journal -> journal, reader -> reader);
        SecureRandom random = new SecureRandom();
        KeyedHash hash = new KeyedHash(new SecretKeySpec(new byte[32], "HmacSHA256"));
        Tokens tokens = new Tokens(random, hash);
        AtomicLong ids = new AtomicLong();
        accounts = new AccountDesk(
                front.store().state(),
                front.store().recorder(),
                tokens,
                clock,
                () -> "account-id-" + ids.incrementAndGet());
        HashedNames names = new HashedNames(hash);
        Records records = new StoredRecords(front.store());
        index = Index.open(directory.resolve("index.db"), names, System::nanoTime);
        indexer = new Indexer(index, records, names).start();
        reindex = new Reindex(index, records, names, System::nanoTime);
        trail = new Trail(
                records,
                index,
                indexer,
                reindex,
                AskedLedger::proof,
                front.store().recorder(),
                clock);
        desk = new AuditDesk(trail, accounts);
        admin = new AdminService(
                front.store(),
                front.agents(),
                accounts,
                front.stops(),
                new Running(),
                trail,
                null,
                tokens,
                clock,
                () -> "admin-id-" + ids.incrementAndGet());
        helper = front.agent("helper", "acme");
        String token = front.verified(helper, SmallShop.EMAIL);
        front.call(token, "list_orders", "{}");
        front.call(token, "no_such_tool", "{}");
        settle();
    }

    /** Nothing but its log's key. */
    private static final class Running implements AdminService.Running {
        @Override
        public Custody custody() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Workflow workflow(String name) {
            return null;
        }

        @Override
        public String verifier() {
            return VERIFIER;
        }

        @Override
        public List<String> reload() {
            return List.of();
        }
    }

    private static Optional<byte[]> proof(long sequence) {
        return sequence > 100
                ? Optional.empty()
                : Optional.of(("c2sp.org/tlog-proof@v1\nindex " + sequence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The credential of a new account. */
    public String account(String name, String role) {
        return switch (accounts.add(name, role, Duration.ofDays(1))) {
            case AccountDesk.Outcome.Issued(var account, String credential) -> credential;
            case AccountDesk.Outcome other -> throw new AssertionError(other);
        };
    }

    /** Puts on record what became of an action for CUS-4711, as the line of a gateway does. */
    public void did(String action, String outcome) {
        front.store()
                .recorder()
                .write(
                        new Entry(
                                "did-" + action,
                                clock.instant(),
                                "action.outcome",
                                Map.of(
                                        "agent",
                                        "helper",
                                        "workflow",
                                        "order-help",
                                        "action",
                                        action,
                                        "outcome",
                                        outcome),
                                new Entry.About("acme", "CUS-4711")),
                        List.of());
    }

    /** Returns when all that is on record can be found. */
    public void settle() {
        Shopfront.await(() -> indexer.behind() == 0);
    }

    /** How many records there are. */
    public long size() {
        return trail.records().size();
    }

    /** The facts of the newest record. */
    public SequencedMap<String, Object> newest() {
        return switch (trail.records().read(size() - 1)) {
            case Records.Opened.Clear clear -> clear.facts();
            case Records.Opened.Erased erased -> throw new AssertionError(erased);
        };
    }

    @Override
    public void close() {
        reindex.close();
        indexer.close();
        index.close();
        front.close();
    }
}
