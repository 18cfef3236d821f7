package dev.remit.gateway.grant;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A grant in memory. Its counts are guarded by its conversation's lock. */
public final class LiveGrant {
    private final @Nullable LiveGrant parent;
    private final Conversation conversation;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile Grant grant;
    private volatile @Nullable Object compiled;
    int calls;
    int rows;

    public LiveGrant(Grant grant, Conversation conversation, @Nullable LiveGrant parent) {
        this.grant = grant;
        this.conversation = conversation;
        this.parent = parent;
    }

    public Grant facts() {
        return grant;
    }

    public Conversation conversation() {
        return conversation;
    }

    /** The grant that this one was passed on from, or null. */
    public @Nullable LiveGrant parent() {
        return parent;
    }

    /** Takes effect at once, before it is on record: withdrawing a right never waits. */
    public void revoke(Instant at) {
        grant = grant.revoked(at);
    }

    /** Begins its one renewal. Returns whether none is under way or done. */
    public boolean beginRenewal() {
        return renewing.compareAndSet(false, true);
    }

    /** Its renewal came to nothing; another may begin. */
    public void abandonRenewal() {
        renewing.set(false);
    }

    /** Whether it, and every grant that it was passed on from, is neither revoked nor over. */
    public boolean live(Instant now) {
        for (LiveGrant one = this; one != null; one = one.parent) {
            if (one.grant.revokedAt() != null || !now.isBefore(one.grant.expiresAt())) {
                return false;
            }
        }
        return true;
    }

    /** Whether it, or a grant that it was passed on from, was revoked; one that is merely over was not. */
    public boolean withdrawn() {
        for (LiveGrant one = this; one != null; one = one.parent) {
            if (one.grant.revokedAt() != null) {
                return true;
            }
        }
        return false;
    }

    /** Counts spent before a restart. */
    public void restore(int spentCalls, int spentRows) {
        conversation.locked(() -> {
            calls = spentCalls;
            rows = spentRows;
        });
    }

    /** Whether it has budgets of its own, which have to be kept. */
    boolean hasOwnBudget() {
        Grant.Part part = grant.part();
        return part != null && (part.calls() != null || part.rows() != null);
    }

    /** What was worked out from the contract for this grant, or null; see {@link #keep}. */
    public @Nullable Object compiled() {
        return compiled;
    }

    /** Keeps what was worked out from the contract, for the next call. */
    public void keep(Object workedOut) {
        compiled = workedOut;
    }
}
