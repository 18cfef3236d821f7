package dev.remit.gateway.source;

import dev.remit.core.decision.Read;

/** One source, open for reading. Thread-safe; calls block, for no longer than the source's time-out. */
public interface Reader extends AutoCloseable {
    /** Runs a decided read. Never throws for what the source did. */
    ReadResult read(Read read);

    /** Finds whose row it is: the customers that own the rows which match, at most two distinct. */
    SubjectResult subjects(SubjectQuery query);

    @Override
    void close();
}
