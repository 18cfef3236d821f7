package dev.remit.gateway.trail;

import java.util.Optional;

/** What proves to an outsider that an entry is in the log. Thread-safe. */
@FunctionalInterface
public interface Proofs {
    /**
     * A proof file (C2SP tlog-proof): the entry's place, the path to the root, the signed checkpoint.
     *
     * @return empty where no checkpoint covers the entry yet
     * @throws TrailException if the log cannot be read
     */
    Optional<byte[]> proofFile(long sequence);
}
