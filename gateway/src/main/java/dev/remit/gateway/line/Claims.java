package dev.remit.gateway.line;

import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.Allowance;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Spending;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call takes of the budgets of its action. */
final class Claims {
    private Claims() {}

    /**
     * Null where an amount that a budget counts is not known: then nothing bounds it.
     *
     * @param values arguments under {@code args}, and the facts
     * @param now when they are taken
     */
    static @Nullable List<Spending.Bounded> of(
            ActionGrant grant,
            ConversationFacts conversation,
            Map<String, Object> told,
            Map<String, Object> values,
            KeyedHash hash,
            Instant now) {
        List<Spending.Bounded> claims = new ArrayList<>();
        for (Allowance allowance : grant.budget()) {
            String of = allowance.of();
            BigDecimal amount =
                    of == null ? BigDecimal.ONE : number(told.containsKey(of) ? told.get(of) : values.get(of));
            if (amount == null || amount.signum() < 0) {
                return null;
            }
            String window = "action/" + grant.action().name() + '/'
                    + allowance.per().label() + '/'
                    + (of == null ? "calls" : of) + '/' + allowance.within().toSeconds() + '/'
                    + member(allowance.per(), conversation, hash);
            claims.add(new Spending.Bounded(
                    new Operation.Claim(window, allowance.within().toSeconds(), amount, now), allowance.most()));
        }
        return claims;
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case BigDecimal number -> number;
            case null, default -> null;
        };
    }

    /** A customer stands last and hashed, so that what counts one can be forgotten. */
    private static String member(Allowance.Per per, ConversationFacts conversation, KeyedHash hash) {
        String tenant = conversation.tenant();
        String workflow = conversation.workflow() + '/' + tenant;
        return switch (per) {
            case GRANT -> conversation.id();
            case CUSTOMER -> {
                String subject = conversation.subject();
                yield workflow + '/' + hash.hex("subject", tenant, subject == null ? "" : subject);
            }
            case AGENT -> conversation.agent() + '/' + workflow;
            case WORKFLOW -> workflow;
            case TENANT -> tenant;
            case ACTION -> "all";
        };
    }
}
