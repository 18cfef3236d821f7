package dev.remit.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for what becomes of a record. */
final class Outcome {
    private Outcome() {}

    /** Does not react to interruption. A refusal is thrown anew, so that it shows who waited as well. */
    static long await(CompletableFuture<Long> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalException refused) {
                throw new JournalException(refused.kind(), String.valueOf(refused.getMessage()), refused);
            }
            throw e;
        }
    }
}
