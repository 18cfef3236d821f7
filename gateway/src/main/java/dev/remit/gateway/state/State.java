package dev.remit.gateway.state;

import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Grant;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows between calls, in memory. Everything here is also on record; it is rebuilt from there at start.
 * Thread-safe.
 */
public final class State {
    /** How long a grant that is over is remembered, so that its holder learns that it expired. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    private final Map<String, Agent> agentsByCredential = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Account> accountsByCredential = new ConcurrentHashMap<>();
    private final Map<String, LiveGrant> grants = new ConcurrentHashMap<>();
    private final Map<String, LiveGrant> grantsByToken = new ConcurrentHashMap<>();
    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final Map<String, Shredding> shreddings = new ConcurrentHashMap<>();
    private final Stops stops = new Stops();
    private final Windows windows = new Windows();
    private final Operations operations = new Operations();
    private final Spending spending = new Spending();
    private final Escalations escalations = new Escalations();

    /** The agent of that name, or null. */
    public @Nullable Agent agent(String name) {
        return agents.get(name);
    }

    public Collection<Agent> agents() {
        return List.copyOf(agents.values());
    }

    /** The agent that a credential belongs to, live or not, or null. */
    public @Nullable Agent agentByCredential(String hash) {
        return agentsByCredential.get(hash);
    }

    public void set(Agent agent) {
        Agent before = agents.put(agent.name(), agent);
        // New ones first: a credential that stays good is found at every moment.
        agent.credentials().forEach(credential -> agentsByCredential.put(credential.hash(), agent));
        if (before != null) {
            for (Agent.Credential old : before.credentials()) {
                if (agent.credentials().stream().noneMatch(one -> one.hash().equals(old.hash()))) {
                    agentsByCredential.remove(old.hash());
                }
            }
        }
    }

    /** The account of that name, or null. */
    public @Nullable Account account(String name) {
        return accounts.get(name);
    }

    public Collection<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    /** The account that a credential belongs to, live or not, or null. */
    public @Nullable Account accountByCredential(String hash) {
        return accountsByCredential.get(hash);
    }

    public void set(Account account) {
        Account before = accounts.put(account.name(), account);
        account.credentials().forEach(credential -> accountsByCredential.put(credential.hash(), account));
        if (before != null) {
            for (Agent.Credential old : before.credentials()) {
                if (account.credentials().stream().noneMatch(one -> one.hash().equals(old.hash()))) {
                    accountsByCredential.remove(old.hash());
                }
            }
        }
    }

    /** The grant of that id, live or not, or null. */
    public @Nullable LiveGrant grant(String id) {
        return grants.get(id);
    }

    /** The grant that a token belongs to, live or not, or null. */
    public @Nullable LiveGrant grantByToken(String hash) {
        return grantsByToken.get(hash);
    }

    public Collection<LiveGrant> grants() {
        return List.copyOf(grants.values());
    }

    public void add(LiveGrant grant) {
        conversations.put(grant.conversation().facts().id(), grant.conversation());
        grants.put(grant.facts().id(), grant);
        grantsByToken.put(grant.facts().tokenHash(), grant);
    }

    /** The legal hold of that id that is in force, or null. */
    public @Nullable Hold hold(String id) {
        Hold hold = holds.get(id);
        return hold == null || hold.released() ? null : hold;
    }

    /** The legal holds in force. */
    public List<Hold> holds() {
        return holds.values().stream().filter(hold -> !hold.released()).toList();
    }

    public void set(Hold hold) {
        holds.put(hold.id(), hold);
    }

    /** Erasures of customers that were begun and are not done. */
    public List<Shredding> shreddings() {
        return shreddings.values().stream()
                .filter(one -> one.customer() != null)
                .toList();
    }

    public void set(Shredding shredding) {
        shreddings.put(shredding.id(), shredding);
    }

    /** The conversation of that id, or null. */
    public @Nullable Conversation conversation(String id) {
        return conversations.get(id);
    }

    /** The conversations about a customer. */
    public List<Conversation> conversations(String tenant, String subject) {
        return conversations.values().stream()
                .filter(one -> one.facts().tenant().equals(tenant)
                        && subject.equals(one.facts().subject()))
                .toList();
    }

    /**
     * Forgets a customer's conversations, with their grants, and the windows that count the customer.
     *
     * @param counting whether a window of that id counts the customer
     * @return what to forget elsewhere
     */
    public List<Change> forget(String tenant, String subject, Predicate<String> counting) {
        List<Change> forgotten = new ArrayList<>();
        Set<Conversation> about = new HashSet<>(conversations(tenant, subject));
        for (LiveGrant grant : List.copyOf(grants.values())) {
            if (about.contains(grant.conversation())) {
                remove(grant, forgotten);
            }
        }
        for (Conversation conversation : about) {
            conversations.remove(conversation.facts().id());
            forgotten.add(new Change.ConversationSet(conversation.facts()));
        }
        forgotten.addAll(windows.forget(counting));
        forgotten.addAll(spending.forget(counting));
        forgotten.addAll(operations.forget(tenant, subject));
        forgotten.addAll(escalations.forget(
                tenant, subject, about.stream().map(one -> one.facts().id()).collect(Collectors.toSet())));
        return forgotten;
    }

    private void remove(LiveGrant grant, List<Change> forgotten) {
        Grant facts = grant.facts();
        grants.remove(facts.id());
        grantsByToken.remove(facts.tokenHash());
        grant.conversation().forgetGrant(grant.parent() != null);
        forgotten.add(new Change.GrantSet(facts));
        forgotten.add(new Change.SpentSet(facts.id(), 0, 0));
    }

    public Operations operations() {
        return operations;
    }

    public Spending spending() {
        return spending;
    }

    public Escalations escalations() {
        return escalations;
    }

    public Windows windows() {
        return windows;
    }

    /** The kill switches. */
    public Stops stops() {
        return stops;
    }

    /**
     * Rebuilds the state at start, from changes in any order within a type, conversations before grants, parents before
     * what was passed on from them, grants before what they spent.
     */
    public void restore(Collection<Change> changes) {
        List<Grant> waiting = new ArrayList<>();
        List<Change.SpentSet> spent = new ArrayList<>();
        for (Change change : changes) {
            switch (change) {
                case Change.AgentSet(Agent agent) -> set(agent);
                case Change.AccountSet(Account account) -> set(account);
                case Change.ConversationSet(var facts) -> conversations.put(facts.id(), new Conversation(facts));
                case Change.GrantSet(Grant grant) -> waiting.add(grant);
                case Change.SpentSet one -> spent.add(one);
                case Change.HoldSet(Hold hold) -> set(hold);
                case Change.ShreddingSet(Shredding shredding) -> set(shredding);
                case Change.StopSet(Stop stop) -> stops.set(stop);
                case Change.WindowSet window -> windows.restore(window);
                case Change.OperationSet(Operation operation) -> operations.set(operation);
                case Change.EscalationSet(Escalation escalation) -> escalations.set(escalation);
                case Change.SaidSet(Said said) -> escalations.set(said);
                case Change.SpendingSet window -> spending.restore(window);
            }
        }
        restoreGrants(waiting);
        for (Change.SpentSet one : spent) {
            LiveGrant grant = grants.get(one.id());
            if (grant != null) {
                grant.restore(one.calls(), one.rows());
            }
        }
    }

    private void restoreGrants(List<Grant> waiting) {
        while (!waiting.isEmpty()) {
            List<Grant> later = new ArrayList<>();
            for (Grant grant : waiting) {
                Conversation conversation = conversations.get(grant.conversation());
                LiveGrant parent = grant.parent() == null ? null : grants.get(grant.parent());
                if (conversation != null && (grant.parent() == null || parent != null)) {
                    conversation.addGrant(parent != null);
                    add(new LiveGrant(grant, conversation, parent));
                } else {
                    later.add(grant);
                }
            }
            if (later.size() == waiting.size()) {
                return; // their parents are forgotten, so they are over too
            }
            waiting = later;
        }
    }

    /**
     * Grants, with those that they were passed on from, under which something was asked for that people may yet allow:
     * until then it must be known whether they were revoked.
     */
    private Set<LiveGrant> asked() {
        Set<LiveGrant> asked = new HashSet<>();
        for (Operation waiting : operations.where(one -> one.status().undecided())) {
            for (LiveGrant one = grants.get(waiting.what().grant()); one != null; one = one.parent()) {
                asked.add(one);
            }
        }
        return asked;
    }

    /**
     * What a sweep left.
     *
     * @param forgotten what is no more
     * @param bared operations of which only a part is left
     */
    public record Swept(List<Change> forgotten, List<Operations.Bared> bared) {
        public Swept {
            forgotten = List.copyOf(forgotten);
            bared = List.copyOf(bared);
        }

        /** Whether what a customer said, or was done for one, is among it. */
        public boolean ofCustomers() {
            return !bared.isEmpty() || forgotten.stream().anyMatch(Swept::ofCustomer);
        }

        private static boolean ofCustomer(Change change) {
            return change instanceof Change.ConversationSet
                    || change instanceof Change.OperationSet
                    || change instanceof Change.EscalationSet
                    || change instanceof Change.SaidSet;
        }
    }

    /**
     * Forgets what is over for good, and says what that was.
     *
     * @param held whether a legal hold covers it: then operations, escalations and what was said stay. Grants and counters
     *     are not asked for: who did what stays on record
     */
    public Swept sweep(Instant now, Predicate<Whose> held) {
        List<Change> forgotten = new ArrayList<>();
        Instant before = now.minus(REMEMBERED);
        Set<LiveGrant> asked = asked();
        for (LiveGrant grant : List.copyOf(grants.values())) {
            Grant facts = grant.facts();
            if (facts.expiresAt().isBefore(before) && !asked.contains(grant)) {
                remove(grant, forgotten);
            }
        }
        Set<Conversation> waited = asked.stream().map(LiveGrant::conversation).collect(Collectors.toSet());
        for (Conversation conversation : List.copyOf(conversations.values())) {
            ConversationFacts facts = conversation.facts();
            if (facts.endsAt().isBefore(before)
                    && !waited.contains(conversation)
                    && (escalations.said(facts.id()).messages().isEmpty() || !held.test(Whose.of(facts)))) {
                conversations.remove(facts.id());
                forgotten.add(new Change.ConversationSet(facts));
                escalations.unsay(facts.id(), forgotten);
            }
        }
        for (Hold hold : List.copyOf(holds.values())) {
            if (hold.released() && holds.remove(hold.id(), hold)) {
                forgotten.add(new Change.HoldSet(hold));
            }
        }
        for (Shredding shredding : List.copyOf(shreddings.values())) {
            if (shredding.customer() == null && shreddings.remove(shredding.id(), shredding)) {
                forgotten.add(new Change.ShreddingSet(shredding));
            }
        }
        forgotten.addAll(stops.sweep());
        forgotten.addAll(windows.sweep(now));
        forgotten.addAll(spending.sweep(now));
        // A retry is told from a second call, and an agent waits for a person, until their conversation is forgotten.
        Predicate<Operation> mayGo =
                one -> !conversations.containsKey(one.what().conversation()) && !held.test(one.whose());
        forgotten.addAll(operations.sweep(now, mayGo));
        forgotten.addAll(escalations.sweep(
                now, one -> !conversations.containsKey(one.where().conversation()) && !held.test(one.whose())));
        return new Swept(forgotten, operations.bare(now, mayGo));
    }
}
