package dev.remit.gateway.source;

import dev.remit.core.decision.Read;
import dev.remit.gateway.breaker.Breaker;

/** A reader behind a circuit breaker. Only that nobody answered in time counts against the source. */
public final class GuardedReader implements Reader {
    private final Reader reader;
    private final Breaker breaker;
    private final SourceFailure leftAlone;

    /** @param source its name, for the operator's log */
    public GuardedReader(String source, Reader reader, Breaker breaker) {
        this.reader = reader;
        this.breaker = breaker;
        this.leftAlone = new SourceFailure(
                SourceFailure.Reason.UNAVAILABLE,
                "source " + source + " is left alone for a moment, because it did not answer before");
    }

    @Override
    public ReadResult read(Read read) {
        return breaker.call(
                () -> reader.read(read),
                result -> result instanceof ReadResult.Failed(SourceFailure failure) && failure.unanswered(),
                () -> new ReadResult.Failed(leftAlone));
    }

    @Override
    public SubjectResult subjects(SubjectQuery query) {
        return breaker.call(
                () -> reader.subjects(query),
                result -> result instanceof SubjectResult.Failed(SourceFailure failure) && failure.unanswered(),
                () -> new SubjectResult.Failed(leftAlone));
    }

    @Override
    public void close() {
        reader.close();
    }
}
