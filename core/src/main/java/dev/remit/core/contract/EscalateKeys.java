package dev.remit.core.contract;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What may stand under {@code escalate} in {@code workflows/*.yaml}. */
final class EscalateKeys {
    private static final Shape<String> QUEUE = Shapes.text(
            "a queue's name: lower-case letters, digits, '_' and '-', a letter first",
            Pattern.compile("[a-z][a-z0-9_-]{0,62}"),
            63);
    private static final Shape<String> TOOL = Shapes.text(
            "a tool's name: lower-case letters, digits and '_', a letter first",
            Pattern.compile("[a-z][a-z0-9_]{0,80}"),
            81);

    static final Key<String> TO = Key.optional("to", QUEUE, "The queue that people look at; desk unless said.");
    static final Key<Duration> WITHIN = Key.optional(
            "within",
            Shapes.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
            "How soon somebody should answer; 4h unless said.");
    static final Key<List<Located<Topic>>> TOPICS = Key.optional(
            "topics",
            Shapes.list(Shapes.choice(Topic.values(), Topic::label), 0, Topic.values().length),
            "What goes to a person by itself when a customer says it, or the agent runs into a boundary; all unless"
                    + " said.");
    static final Key<List<Located<String>>> THEN = Key.optional(
            "then", Shapes.list(TOOL, 0, 100), "The tools that still work while a person is asked; none unless said.");
    static final Key<String> SAY =
            Key.optional("say", Shapes.text(1_000), "What the agent tells the customer when a person is asked.");
    static final Key<String> OTHERWISE = Key.optional(
            "otherwise",
            Shapes.text(1_000),
            "What the agent tells the customer when nobody answers in time; the words at the boundary unless said.");
    static final Key<Values> ESCALATE = Key.optional(
            "escalate",
            ObjectShape.of("the escalation", TO, WITHIN, TOPICS, THEN, SAY, OTHERWISE)
                    .unsupported(
                            "if", "Which data goes to a person; write 'level: escalate' at the actions that need one."),
            "When a person takes over, and what works until then.");

    private EscalateKeys() {}

    static Escalate compile(Values workflow, Set<String> tools, Findings findings) {
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
                then,
                written.get(SAY),
                written.get(OTHERWISE));
    }
}
