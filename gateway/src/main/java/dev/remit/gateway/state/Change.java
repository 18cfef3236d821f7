package dev.remit.gateway.state;

import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Grant;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.Agent;
import java.math.BigDecimal;

/**
 * One thing that a record changes. Each carries the whole of what it sets, never a difference, so that applying a record
 * twice, or only the last of several, gives the same state.
 */
public sealed interface Change {
    /** Unique among changes of the same type: a later one replaces an earlier one. */
    String id();

    record AgentSet(Agent agent) implements Change {
        @Override
        public String id() {
            return agent.name();
        }
    }

    record AccountSet(Account account) implements Change {
        @Override
        public String id() {
            return account.name();
        }
    }

    record GrantSet(Grant grant) implements Change {
        @Override
        public String id() {
            return grant.id();
        }
    }

    /** What a grant with budgets of its own has used of them. */
    record SpentSet(String id, int calls, int rows) implements Change {}

    record ConversationSet(ConversationFacts conversation) implements Change {
        @Override
        public String id() {
            return conversation.id();
        }
    }

    /** A legal hold, placed or released. */
    record HoldSet(Hold hold) implements Change {
        @Override
        public String id() {
            return hold.id();
        }
    }

    /** The erasure of a customer, begun or done. */
    record ShreddingSet(Shredding shredding) implements Change {
        @Override
        public String id() {
            return shredding.id();
        }
    }

    /** A call of an action, and how far it is. */
    record OperationSet(Operation operation) implements Change {
        @Override
        public String id() {
            return operation.id();
        }
    }

    /** A conversation that a person was asked to take over. */
    record EscalationSet(Escalation escalation) implements Change {
        @Override
        public String id() {
            return escalation.id();
        }
    }

    /** The last messages of a conversation. */
    record SaidSet(Said said) implements Change {
        @Override
        public String id() {
            return said.id();
        }
    }

    /**
     * What is used of a budget of actions.
     *
     * @param id what is counted: names and keyed hashes, never a value
     * @param startsAt seconds since the epoch
     * @param seconds how long the window is
     */
    record SpendingSet(String id, long startsAt, long seconds, BigDecimal amount) implements Change {
        SpendingSet holding(BigDecimal other) {
            return new SpendingSet(id, startsAt, seconds, other);
        }
    }

    /** A kill switch, thrown or lifted. */
    record StopSet(Stop stop) implements Change {
        @Override
        public String id() {
            return stop.id();
        }
    }

    /**
     * A counter over a window of time.
     *
     * @param id what is counted: names and keyed hashes, never a claimed value
     * @param startsAt seconds since the epoch
     */
    record WindowSet(String id, long startsAt, int count) implements Change {}
}
