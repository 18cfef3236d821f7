package dev.remit.gateway.desk;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.DeskRight;
import dev.remit.gateway.line.EscalationDesk;
import dev.remit.gateway.line.EscalationDesk.Acted;
import dev.remit.gateway.line.EscalationDesk.Objection;
import dev.remit.gateway.line.EscalationView;
import dev.remit.gateway.line.Person;
import dev.remit.gateway.state.Escalation;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people with an account do about escalations. Thread-safe. */
public final class EscalationSeat {
    /** The longest text that an agent is told, in characters. */
    public static final int LONGEST_ANSWER = EscalationDesk.LONGEST_ANSWER;

    private final EscalationDesk desk;
    private final AccountDesk accounts;

    public EscalationSeat(EscalationDesk desk, AccountDesk accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    /** Something that is done to one escalation. */
    public enum Step {
        SHOW,
        CLAIM,
        TAKE_OVER,
        CLOSE
    }

    /** Those that wait for people, the oldest first. */
    public Told list(@Nullable String bearer, CallContext context) {
        return known(bearer, context, account -> {
            List<Escalation> waiting = desk.waiting(person(account));
            if (waiting == null) {
                return no(context, Objection.ROLE);
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            ArrayNode all = answer.putArray("escalations");
            waiting.forEach(one -> all.add(EscalationView.brief(one)));
            return new Told.Answer(answer);
        });
    }

    public Told act(Step step, String id, @Nullable String bearer, CallContext context) {
        return known(
                bearer,
                context,
                account -> said(
                        account,
                        context,
                        switch (step) {
                            case SHOW -> desk.show(id, person(account), context);
                            case CLAIM -> desk.claim(id, person(account), context);
                            case TAKE_OVER -> desk.takeOver(id, person(account), context);
                            case CLOSE -> desk.close(id, person(account), context);
                        }));
    }

    /** Tells the agent how to go on. */
    public Told answer(String id, String text, @Nullable String bearer, CallContext context) {
        return known(
                bearer, context, account -> said(account, context, desk.answer(id, person(account), text, context)));
    }

    private Told known(@Nullable String bearer, CallContext context, Function<Account, Told> asking) {
        Account account = bearer == null ? null : accounts.holder(bearer);
        return account == null
                ? new Told.No(new Problem(
                        "unauthenticated",
                        401,
                        "The credential is missing, unknown, expired or revoked; it has to be an account's.",
                        context.correlationId(),
                        null,
                        null))
                : asking.apply(account);
    }

    private static Person person(Account account) {
        return new Person(account.name(), account.role().label());
    }

    /** What was said in a conversation is for those who see values; that it was said is for all who look. */
    private static Told said(Account account, CallContext context, Acted acted) {
        return switch (acted) {
            case Acted.Now(Escalation escalation) -> {
                ObjectNode hand = EscalationDesk.handOver(escalation);
                yield new Told.Answer(
                        DeskRight.VALUES.of(account.role())
                                ? EscalationView.whole(escalation, hand)
                                : EscalationView.withoutWords(escalation, hand));
            }
            case Acted.No(Objection objection) -> no(context, objection);
        };
    }

    private static Told no(CallContext context, Objection objection) {
        int status = switch (objection) {
            case UNKNOWN -> 404;
            case ROLE -> 403;
            case OVER, TAKEN -> 409;
            case TEXT -> 422;
            case NOT_RECORDED -> 503;
        };
        return new Told.No(new Problem(
                "escalation_" + objection.name().toLowerCase(Locale.ROOT),
                status,
                objection.text(),
                context.correlationId(),
                null,
                null));
    }
}
