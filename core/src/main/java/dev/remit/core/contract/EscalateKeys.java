package dev.remit.core.contract;

import dev.remit.core.catalog.FactReader;
import dev.remit.core.escalation.Topic;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What may stand under {@code escalate} in {@code workflows/*.yaml}. */
final class EscalateKeys {
    static final Shape<String> QUEUE = Shapes.text(
            "a queue's name: lower-case letters, digits, '_' and '-', a letter first",
            Pattern.compile("[a-z][a-z0-9_-]{0,62}"),
            63);
    private static final Shape<String> TOOL = Shapes.text(
            "a tool's name: lower-case letters, digits and '_', a letter first",
            Pattern.compile("[a-z][a-z0-9_]{0,80}"),
            81);

    static final Key<String> TO = Key.optional("to", QUEUE, "The queue that people look at; desk unless said.");
    static final Shape<Duration> SOON = Shapes.duration(Duration.ofMinutes(1), Duration.ofDays(30));
    static final Key<Duration> WITHIN =
            Key.optional("within", SOON, "How soon somebody should answer; 4h unless said.");
    static final Key<List<Located<Topic>>> TOPICS = Key.optional(
            "topics",
            Shapes.list(Shapes.choice(Topic.values(), Topic::label), 0, Topic.values().length),
            "What goes to a person by itself when a customer says it, or the agent runs into a boundary; all unless"
                    + " said.");
    static final Key<List<Located<String>>> THEN = Key.optional(
            "then", Shapes.list(TOOL, 0, 100), "The tools that still work while a person is asked; none unless said.");
    static final Map<Topic, Key<String>> CONDITIONS = conditions();
    static final Key<Values> IF = Key.optional(
            "if",
            ObjectShape.of("the conditions", new ArrayList<Key<?>>(CONDITIONS.values())),
            "Which data goes to a person by itself, by topic, in CEL over facts and grant. What cannot be judged goes to"
                    + " one, too.");
    static final Key<String> SAY =
            Key.optional("say", Shapes.text(1_000), "What the agent tells the customer when a person is asked.");
    static final Key<String> OTHERWISE = Key.optional(
            "otherwise",
            Shapes.text(1_000),
            "What the agent tells the customer when nobody answers in time; the words at the boundary unless said.");
    static final Key<Values> ESCALATE = Key.optional(
            "escalate",
            ObjectShape.of("the escalation", TO, WITHIN, TOPICS, FactReader.CUSTOMER_FACTS, IF, THEN, SAY, OTHERWISE),
            "When a person takes over, and what works until then.");

    private EscalateKeys() {}

    private static Map<Topic, Key<String>> conditions() {
        Map<Topic, Key<String>> keys = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            if (topic != Topic.BOUNDARY) {
                keys.put(
                        topic,
                        Key.optional(
                                topic.label(),
                                Shapes.text(4_096),
                                "When a customer's data is a case of " + topic.label() + ", in CEL."));
            }
        }
        return keys;
    }

    static Escalate compile(Values workflow, Draft draft, Set<String> tools, Findings findings) {
        Values written = workflow.get(ESCALATE);
        if (written == null) {
            return Escalate.DEFAULT;
        }
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        if (written.has(TOPICS)) {
            written.get(TOPICS, List.of()).forEach(topic -> topics.add(topic.value()));
        } else {
            topics.addAll(Escalate.DEFAULT.topics());
        }
        Set<String> then = new TreeSet<>();
        for (Located<String> tool : written.get(THEN, List.of())) {
            if (tools.contains(tool.value())) {
                then.add(tool.value());
            } else {
                findings.error(
                        "unknown-tool",
                        tool.at(),
                        "This workflow has no tool '" + tool.value() + "'.",
                        Nearest.hint(tool.value(), tools, "Name one of the tools that the contract grants."));
            }
        }
        return new Escalate(
                written.get(TO, Escalate.DEFAULT.to()),
                written.get(WITHIN, Escalate.DEFAULT.within()),
                topics,
                WatchCompiler.compile(written, draft, findings),
                then,
                written.get(SAY),
                written.get(OTHERWISE));
    }
}
