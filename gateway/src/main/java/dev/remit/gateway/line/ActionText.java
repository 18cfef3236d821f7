package dev.remit.gateway.line;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.tool.ActionArguments.Read.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an action would have people read in an agent's words. Where answers are checked, it is checked likewise, before
 * anything is looked up, decided or reserved; with something to withhold in it the call is denied, because the text of an
 * effect is never altered. Other arguments are not read here: conditions and facts say which of them are right.
 *
 * @param names of the arguments that it is from
 * @param text all of it, one under the other as people read it, so that what is spread over several is found
 */
record ActionText(@Nullable AnswerGuard guard, List<String> names, String text) {
    static final ActionText NONE = new ActionText(null, List.of(), "");

    static ActionText of(Steps steps, Action action, Told told) {
        if (steps.guard() == null) {
            return NONE;
        }
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Argument argument : action.arguments().values()) {
            Object value = argument.freeText() ? told.values().get(argument.name()) : null;
            if (value != null) {
                names.add(argument.name());
                texts.addAll(
                        value instanceof List<?> all
                                ? all.stream().map(String::valueOf).toList()
                                : List.of(value.toString()));
            }
        }
        return names.isEmpty() ? NONE : new ActionText(steps.guard(), List.copyOf(names), String.join("\n", texts));
    }

    boolean any() {
        return !names.isEmpty();
    }

    /** Why the action is not done, on record; null where the text may go out. */
    @Nullable
    CallResult withheld(Doorkeeper.Visitor.Known visitor, Walk walk, Facts facts, Admission.Admitted admitted) {
        if (guard == null) {
            return null;
        }
        facts.put("texts", String.join(" ", names));
        return switch (TextCheck.of(guard, text, visitor, walk.context())) {
            case TextCheck.Read read when read.whole() -> null;
            case TextCheck.Read read -> {
                walk.keepNoValues();
                yield walk.deny(
                        admitted,
                        read.onRecord(facts.denied(Reason.TEXT_WITHHELD)),
                        Reason.TEXT_WITHHELD,
                        new Used(0, 0, true, false, Set.of()));
            }
            case TextCheck.Unread unread -> {
                walk.keepNoValues();
                yield walk.deny(admitted, unread.onRecord(facts), unread.reason(), Used.NOTHING);
            }
        };
    }
}
