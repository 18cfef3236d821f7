package dev.remit.gateway.line;

import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.State;
import dev.remit.gateway.tool.Arguments;
import dev.remit.gateway.tool.Cursors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call walks through, wired once.
 *
 * @param acting decides about actions, and does them
 * @param book calls of actions on record
 * @param carryOut does what is on record as begun
 * @param operations what people do about them
 * @param escalated conversations that a person was asked to take over, on record
 * @param people asks people to take over
 * @param escalations what people do about those
 * @param guard checks answers and texts of actions, or null where they are not checked
 * @param claims hashes what callers claimed, so that attempts can be counted without keeping what was said
 */
public record Steps(
        State state,
        Recorder recorder,
        Shaper shaper,
        Arguments arguments,
        Cursors cursors,
        KeyedHash claims,
        Acting acting,
        OperationBook book,
        CarryOut carryOut,
        OperationDesk operations,
        EscalationBook escalated,
        AskPeople people,
        EscalationDesk escalations,
        Metrics metrics,
        @Nullable AnswerGuard guard) {
    /** @param ids names operations */
    public static Steps of(
            State state,
            Recorder recorder,
            Shaper shaper,
            Cursors cursors,
            KeyedHash claims,
            Metrics metrics,
            Serving serving,
            InstantSource clock,
            Supplier<String> ids,
            @Nullable AnswerGuard guard) {
        Acting acting = new Acting(shaper);
        OperationBook book = new OperationBook(state, recorder, serving, ids);
        if (guard != null) {
            book.watch(operation -> changed(guard, operation));
            state.operations().all().forEach(operation -> missed(guard, operation));
        }
        CarryOut carryOut = new CarryOut(state, book, acting, serving, clock);
        OperationDesk operations = new OperationDesk(state, book, carryOut, acting, claims, clock);
        EscalationBook escalated = new EscalationBook(state, recorder, serving, ids);
        AskPeople people = new AskPeople(state, escalated, serving, clock);
        EscalationDesk escalations = new EscalationDesk(state, escalated, people, clock);
        return new Steps(
                state,
                recorder,
                shaper,
                new Arguments(cursors),
                cursors,
                claims,
                acting,
                book,
                carryOut,
                operations,
                escalated,
                people,
                escalations,
                metrics,
                guard);
    }

    /** The values of a customer may be others, once something was done. */
    private static void changed(AnswerGuard guard, Operation operation) {
        String subject = operation.what().subject();
        Operation.Status status = operation.status();
        if ((status == Operation.Status.DONE || status == Operation.Status.UNKNOWN) && subject != null) {
            guard.changed(operation.what().tenant(), subject);
        }
    }

    /** What was done shortly before the process ended, or while values were read. */
    private static void missed(AnswerGuard guard, Operation operation) {
        Instant built = guard.builtAt();
        if (built != null && !operation.changedAt().isBefore(built)) {
            changed(guard, operation);
        }
    }
}
