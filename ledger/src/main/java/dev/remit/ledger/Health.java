package dev.remit.ledger;

/** Whether a journal takes records now. */
public sealed interface Health {
    /** Records are taken. A full disk or a full queue refuses single records and is still serving. */
    record Serving() implements Health {}

    /**
     * No record will be taken until somebody acts and the journal is opened again.
     *
     * @param reason a sentence for the operator: what failed, where, what to do
     */
    record Stopped(String reason) implements Health {}
}
