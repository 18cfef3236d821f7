package dev.remit.ledger.log;

import java.util.Optional;

/** Whether a leaf commits to its sidecar: known to whoever made both. */
@FunctionalInterface
public interface EntryCheck {
    /** Leaves say nothing about sidecars. */
    EntryCheck NONE = entry -> Optional.empty();

    /** What is wrong, without a full stop; empty if leaf and sidecar belong together, or the sidecar was erased rightly. */
    Optional<String> check(LogEntry entry);
}
