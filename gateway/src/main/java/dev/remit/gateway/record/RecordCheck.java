package dev.remit.gateway.record;

import dev.remit.ledger.log.EntryCheck;
import dev.remit.ledger.log.LogEntry;
import dev.remit.ledger.log.Sidecar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record's leaf and sidecar belong together, by the digests in the leaf: takes no keys. What was erased, whole or
 * in part, is as it should be; what was exchanged is not.
 */
public final class RecordCheck implements EntryCheck {
    /** The same for a log of which it is not known whether a gateway's records are in it: lets other entries be. */
    public static EntryCheck ofRecords() {
        RecordCheck check = new RecordCheck();
        return entry -> isRecord(entry.leaf()) ? check.check(entry) : Optional.empty();
    }

    private static boolean isRecord(byte[] leaf) {
        try {
            Leaf.read(leaf);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // of somebody else's log; one that was changed does not have its hash any more
        }
    }

    @Override
    public Optional<String> check(LogEntry entry) {
        try {
            Leaf leaf = Leaf.read(entry.leaf());
            return entry.sidecar() instanceof Sidecar.Present(byte[] sidecar)
                    ? Optional.ofNullable(compared(leaf, SidecarParts.read(sidecar)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String compared(Leaf leaf, SidecarParts parts) {
        if (differs(leaf.sidecar(), parts.facts())) {
            return "the sealed facts are not those that the leaf commits to";
        }
        String payload = leaf.payload();
        if (payload == null) {
            return parts.payload().length == 0 ? null : "there is a sealed payload of which the leaf knows nothing";
        }
        return differs(payload, parts.payload()) ? "the sealed payload is not the one that the leaf commits to" : null;
    }

    private static boolean differs(String digest, byte[] part) {
        return part.length > 0 && !digest.equals(Leaf.base64(Commitments.sha256(part)));
    }
}
