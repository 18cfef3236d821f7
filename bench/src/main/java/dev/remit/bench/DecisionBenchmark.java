package dev.remit.bench;

import dev.remit.core.contract.Contracts;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Decider;
import dev.remit.core.decision.Decision;
import dev.remit.core.decision.Request;
import dev.remit.core.decision.Standing;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.grant.Assurance;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Grant;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.line.Effective;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.state.State;
import dev.remit.gateway.text.FreeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one decision costs, with one, a hundred and ten thousand contracts served and as many live grants, each for a
 * contract of its own. Calls come to them in turn, so that nothing is warm but what is small.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@org.openjdk.jmh.annotations.State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class DecisionBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    /** How many contracts are served. */
    @Param({"1", "100", "10000"})
    public int contracts;

    private State state = new State();
    private String[] tokens = {};
    private @Nullable Version version;
    private @Nullable Version reloaded;
    private int next;

    @Setup
    public void serve() throws IOException {
        Path folder = Files.createTempDirectory("remit-bench");
        Configured.gateway(folder, 1, "jdbc:postgresql://127.0.0.1/none");
        if (!(new Folder(folder).load() instanceof Folder.Loaded.Accepted accepted)) {
            throw new IllegalStateException("the configuration is refused");
        }
        Workflow one = accepted.contracts().workflows().firstEntry().getValue();
        SequencedMap<String, Workflow> all = new LinkedHashMap<>();
        for (int i = 0; i < contracts; i++) {
            Workflow copy = named(one, i);
            all.put(copy.name(), copy);
        }
        Contracts served = new Contracts(accepted.contracts().catalog(), all);
        version = new Version(served, Map.of(), FreeText.of(List.of()), null);
        reloaded = new Version(served, Map.of(), version.text(), version);
        state = new State();
        tokens = new String[contracts];
        for (int i = 0; i < contracts; i++) {
            tokens[i] = "token-" + i;
            state.add(grant(named(one, i), tokens[i]));
        }
    }

    private static Workflow named(Workflow one, int i) {
        return new Workflow(
                one.name() + "-" + i,
                one.purpose(),
                one.owner(),
                one.need(),
                one.phase(),
                one.agents(),
                one.verify(),
                one.liveCase(),
                one.data(),
                one.actions(),
                one.limits(),
                one.apart(),
                one.boundary(),
                one.escalate(),
                one.retention(),
                one.payloads(),
                one.unsourced(),
                "%064x".formatted(i),
                one.location());
    }

    private static LiveGrant grant(Workflow workflow, String token) {
        Instant ends = NOW.plus(Duration.ofHours(1));
        Conversation conversation = new Conversation(new ConversationFacts(
                "conversation-" + token,
                Configured.AGENT,
                null,
                workflow.name(),
                Configured.TENANT,
                null,
                Assurance.CLAIMED,
                "C-00001",
                NOW,
                ends,
                Usage.NONE,
                Set.of(),
                false));
        return new LiveGrant(
                new Grant(
                        "grant-" + token,
                        token,
                        null,
                        "conversation-" + token,
                        workflow.digest(),
                        NOW,
                        ends,
                        null,
                        null),
                conversation,
                null);
    }

    /** From the hash of a token to the decision: the grant, what it is worth, and what may be read. */
    @Benchmark
    public Decision grantAndDecision() {
        return decide(version());
    }

    /** The same for the first call of each grant after a reload: what it is worth is worked out anew. */
    @Benchmark
    public Decision firstDecisionAfterReload() {
        if (next == contracts - 1) { // every grant was called since the last reload
            Version before = version();
            version = reloaded;
            reloaded = before;
        }
        return decide(version());
    }

    private Version version() {
        Version now = version;
        if (now == null) {
            throw new IllegalStateException("not set up");
        }
        return now;
    }

    private Decision decide(Version now) {
        next = (next + 1) % contracts;
        LiveGrant grant = state.grantByToken(tokens[next]);
        if (grant == null || !grant.live(NOW)) {
            throw new IllegalStateException("no such grant");
        }
        if (!(Effective.of(grant, now) instanceof Effective.Worth.Something(Effective effective))) {
            throw new IllegalStateException("the grant is worth nothing");
        }
        Workflow workflow = effective.workflow();
        ResourceGrant order = workflow.data().get("order");
        if (order == null) {
            throw new IllegalStateException("nothing granted");
        }
        ConversationFacts facts = grant.conversation().facts();
        Standing standing = new Standing(facts.tenant(), facts.subject(), 1_000, facts.served());
        return Decider.decide(workflow, new Request.Get(order, "O-000001"), standing, NOW);
    }
}
