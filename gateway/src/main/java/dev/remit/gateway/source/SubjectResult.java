package dev.remit.gateway.source;

import java.util.List;

/** Whose rows match. */
public sealed interface SubjectResult {
    /**
     * The owners.
     *
     * @param subjects distinct, at most two: more than one is as good as none
     */
    record Found(List<String> subjects) implements SubjectResult {}

    /** The source did not answer. */
    record Failed(SourceFailure failure) implements SubjectResult {}
}
