package dev.remit.gateway.facts;

import dev.remit.core.condition.Predicate;
import dev.remit.core.contract.CaseRule;
import dev.remit.core.contract.Verify;
import dev.remit.core.decision.Read;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import java.time.Instant;
import java.util.List;

/** Whose is it? Asked of the source itself. Thread-safe. */
public final class Ownership {
    private Ownership() {}

    /** Whose it is. */
    public sealed interface Owner {
        /** Exactly one customer's. */
        record One(String subject) implements Owner {}

        /** Nobody's, or more than one customer's: the same to whoever asked. */
        record NotOne() implements Owner {}

        /** The source did not answer. */
        record Failed(SourceFailure failure) implements Owner {}
    }

    /** The customer who matches everything that was said. */
    public static Owner claimed(Version version, Verify verify, List<Read.Filter> said, String tenant, Instant now) {
        return ask(version, new SubjectQuery(verify.resource(), said, List.of(), tenant, now));
    }

    /** The customer of a live case. */
    public static Owner ofCase(Version version, CaseRule rule, String caseId, String tenant, Instant now) {
        Object key = Keys.parse(rule.resource().key().type(), caseId);
        if (key == null) {
            return new Owner.NotOne();
        }
        List<Read.Filter> named = List.of(new Read.Filter(rule.resource().key(), key));
        List<Predicate> live = List.of(rule.live());
        return ask(version, new SubjectQuery(rule.resource(), named, live, tenant, now));
    }

    private static Owner ask(Version version, SubjectQuery query) {
        return switch (version.reader(query.resource().source()).subjects(query)) {
            case SubjectResult.Found(List<String> subjects) ->
                subjects.size() == 1 ? new Owner.One(subjects.getFirst()) : new Owner.NotOne();
            case SubjectResult.Failed(SourceFailure failure) -> new Owner.Failed(failure);
        };
    }
}
