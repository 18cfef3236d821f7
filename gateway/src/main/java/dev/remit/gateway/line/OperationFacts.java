package dev.remit.gateway.line;

import dev.remit.gateway.grant.Assurance;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.state.Operation;
import java.util.Set;

/** What an operation knows of a conversation that is forgotten: the strictest that fits. */
final class OperationFacts {
    private OperationFacts() {}

    static ConversationFacts of(Operation operation) {
        Operation.What what = operation.what();
        return new ConversationFacts(
                what.conversation(),
                what.agent(),
                what.actor(),
                what.workflow(),
                what.tenant(),
                null,
                Assurance.NONE,
                what.subject(),
                operation.createdAt(),
                operation.createdAt(),
                Usage.NONE,
                Set.of(),
                true);
    }
}
