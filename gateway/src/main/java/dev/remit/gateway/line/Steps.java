package dev.remit.gateway.line;

import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.state.State;
import dev.remit.gateway.tool.Arguments;
import dev.remit.gateway.tool.Cursors;
import java.time.InstantSource;
import java.util.function.Supplier;

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
        Metrics metrics) {
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
            Supplier<String> ids) {
        Acting acting = new Acting(shaper);
        OperationBook book = new OperationBook(state, recorder, serving, ids);
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
                metrics);
    }
}
