package dev.remit.gateway.retention;

import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.line.Custody;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.trail.HashedNames;
import dev.remit.gateway.trail.Index;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that erases, and what keeps it from doing so. Thread-safe. */
public record Erasure(Store store, Holds holds, Retention retention, Shredder shredder, InstantSource clock) {

    /** @param custody ends grants; it may give null until grants are served */
    public static Erasure of(
            Store store, Index index, Supplier<@Nullable Custody> custody, InstantSource clock, Supplier<String> ids) {
        RootKey root = store.keys().root();
        HashedNames names = new HashedNames(new KeyedHash(root.derive(RootKey.Use.INDEX_HASH)));
        KeyedHash claims = new KeyedHash(root.derive(RootKey.Use.CLAIM_HASH));
        Holds holds = new Holds(store.state(), store.recorder(), names, clock, ids);
        return new Erasure(
                store,
                holds,
                new Retention(store, index, holds, clock, ids),
                new Shredder(store, index, holds, custody, claims, clock, ids),
                clock);
    }

    /** A chore: forgets what is over for good and under no hold. */
    public void sweep() {
        holds.order().lock();
        try {
            store.sweep(clock.instant(), holds::covers);
        } finally {
            holds.order().unlock();
        }
    }

    /** A chore: finishes what was begun, and erases what is due. */
    public void tidy() {
        shredder.resume();
        retention.run();
    }
}
