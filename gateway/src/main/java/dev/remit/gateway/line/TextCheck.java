package dev.remit.gateway.line;

import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.guard.AnswerGuard.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a guard says of a text that an agent wrote, before it goes out, and how that stands on record. */
sealed interface TextCheck {
    Logger LOG = LoggerFactory.getLogger(TextCheck.class);

    /** Puts on record what came of it. */
    Facts onRecord(Facts facts);

    /** It was read. */
    record Read(Outcome.Checked checked) implements TextCheck {
        /** Whether all of it may go out. */
        boolean whole() {
            return withheld() == 0;
        }

        /** In how many places something is withheld. */
        int withheld() {
            return checked.released().withheld();
        }

        /** Why it is withheld, stands on record alone. */
        @Override
        public Facts onRecord(Facts facts) {
            facts.put("withheld", withheld());
            return whole()
                    ? facts
                    : facts.put("other_customers", checked.others())
                            .put("unsourced", withheld() - checked.others())
                            .put("shapes", String.join(" ", checked.shapes()))
                            .put("references", String.join(" ", checked.references()));
        }
    }

    /** It was not read, so nobody knows what it holds and nothing of it goes out. */
    record Unread(Reason reason) implements TextCheck {
        @Override
        public Facts onRecord(Facts facts) {
            return facts.put("outcome", "failed").put("error", reason.code());
        }
    }

    static TextCheck of(AnswerGuard guard, String text, Doorkeeper.Visitor.Known visitor, CallContext context) {
        Outcome outcome = guard.check(
                text,
                visitor.grant().conversation(),
                visitor.effective().workflow().unsourced(),
                visitor.effective().version().text());
        return switch (outcome) {
            case Outcome.NotReady notReady -> new Unread(Reason.GUARD_NOT_READY);
            case Outcome.Failed(Throwable cause) -> {
                LOG.error(
                        "{}: a text does not go out: it cannot be checked: {}",
                        context.correlationId(),
                        Traces.of(cause));
                yield new Unread(Reason.SHAPE_FAILED);
            }
            case Outcome.Checked checked -> new Read(checked);
        };
    }
}
