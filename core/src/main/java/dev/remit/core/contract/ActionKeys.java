package dev.remit.core.contract;

import dev.remit.core.catalog.FactReader;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand under {@code actions} in {@code workflows/*.yaml}. */
final class ActionKeys {
    private static final Shape<String> NAME = Shapes.text(
            "an action's name: lower-case letters, digits and '_', a letter first",
            Pattern.compile("[a-z][a-z0-9_]{0,40}"),
            41);
    private static final int LONGEST_RULE = 4_096;

    static final Key<String> WHY = Key.required("why", Shapes.anyText(500), "Why the job needs this action.");
    static final Key<ActionGrant.Level> LEVEL = Key.optional(
            "level",
            Shapes.choice(ActionGrant.Level.values(), ActionGrant.Level::label),
            "automate: it is done; assist: a person sends it; escalate: it becomes a person's case; refuse: no. What"
                    + " the effect asks for unless said.");
    static final Key<String> WHEN = Key.optional(
            "when", Shapes.text(LONGEST_RULE), "What must be true of the call, in CEL over args, grant and facts.");
    static final Key<String> IF =
            Key.optional("if", Shapes.text(LONGEST_RULE), "Where approval is needed, in CEL; always unless said.");
    static final Key<Set<Approval.Approver>> BY =
            Key.optional("by", approvers(), "Who may approve; approver unless said.");
    static final Key<Duration> WITHIN = Key.optional(
            "within",
            Shapes.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
            "How long it waits for a person; 30m unless said.");
    static final Key<Integer> PEOPLE =
            Key.optional("people", Shapes.integer(1, 5), "How many different people must approve; 1 unless said.");
    static final Key<Boolean> FOUR_EYES = Key.optional(
            "four_eyes",
            Shapes.bool(),
            "Whether the person in whose name it was asked for may not approve it; true unless said.");
    static final Key<Boolean> TELL_WHY =
            Key.optional("tell_why", Shapes.bool(), "Whether the agent may read why it was denied; false unless said.");

    /** An approval as it is written; its values are null where it is only {@code true}. */
    record ApprovalText(@Nullable Values values, boolean wanted) {}

    static final Key<ApprovalText> APPROVE = Key.optional(
            "approve",
            Shapes.either(
                    Shapes.bool(),
                    plain -> new ApprovalText(null, plain.value()),
                    ObjectShape.of("an approval", IF, BY, WITHIN, PEOPLE, FOUR_EYES, TELL_WHY),
                    full -> new ApprovalText(full.value(), true)),
            "When a person must allow it first.");

    static final Key<BigDecimal> MOST = Key.required("most", Shapes.decimal(), "The most calls, or the highest sum.");
    static final Key<String> OF = Key.optional(
            "of", Shapes.text(63), "The fact or the argument that is summed; calls are counted unless said.");
    static final Key<Allowance.Per> PER =
            Key.required("per", Shapes.choice(Allowance.Per.values(), Allowance.Per::label), "Over whom it counts.");
    static final Key<Duration> WINDOW = Key.optional(
            "within",
            Shapes.duration(Duration.ofMinutes(1), Duration.ofDays(366)),
            "The window, from the first call in it; 24h unless said.");
    static final Key<List<Located<Values>>> BUDGET = Key.optional(
            "budget",
            Shapes.list(ObjectShape.of("a limit", MOST, OF, PER, WINDOW), 1, 12),
            "Limits that every call stays within; 10 calls per grant unless said.");

    static final Key<ActionGrant.AfterReading> AFTER_READING = Key.optional(
            "after_reading",
            Shapes.choice(ActionGrant.AfterReading.values(), ActionGrant.AfterReading::label),
            "What happens where the conversation has read free text that could steer it: allow, approve or refuse;"
                    + " approve unless said.");
    static final Key<Boolean> UNDO =
            Key.optional("undo", Shapes.bool(), "Whether the agent may take back what it did; false unless said.");

    static final Key<List<Named<Values>>> ACTIONS = Key.optional(
            "actions",
            Shapes.named(
                    NAME,
                    ObjectShape.of(
                            "an action's grant",
                            WHY,
                            LEVEL,
                            FactReader.FACTS,
                            WHEN,
                            APPROVE,
                            BUDGET,
                            AFTER_READING,
                            UNDO),
                    0,
                    100),
            "What the workflow may change.");

    private ActionKeys() {}

    private static Shape<Set<Approval.Approver>> approvers() {
        Shape<Approval.Approver> one = Shapes.choice(Approval.Approver.values(), Approval.Approver::label);
        return Shapes.oneOrMore(one, 4);
    }
}
