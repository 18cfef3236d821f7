package dev.remit.gateway.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was asked for, in words, where an entry is about an action, a message, or a conversation that people have. */
final class Deed {
    private final Function<String, @Nullable String> facts;

    private Deed(Function<String, @Nullable String> facts) {
        this.facts = facts;
    }

    /**
     * The words.
     *
     * @param event such as {@code action.intent}
     * @param facts the entry's, by name; null for what it does not have
     * @return the event itself where it is none of these
     */
    static String of(String event, Function<String, @Nullable String> facts) {
        return new Deed(facts).words(event);
    }

    private String words(String event) {
        return switch (event) {
            case "action.intent" -> "to do " + action() + "; on record before it is done";
            case "action.outcome" -> "what came of " + action();
            case "action.wait" -> "to do " + action() + ", which waits for a person";
            case "action.approve" -> "to allow " + action();
            case "action.deny" -> "not to allow " + action();
            case "action.edit" -> "to change the draft of " + action();
            case "action.drop" -> "to drop the draft of " + action();
            case "action.withdraw" -> "to take back that " + action() + " waits";
            case "action.resolve" -> "what is known by now of " + action();
            case "action.expire" -> "nothing: nobody decided in time about " + action();
            case "message" -> "to hear what was said" + named(" by the ", "role") + topics();
            case "escalation.open" -> "a person to take over " + conversation() + topics();
            case "escalation.more" -> "more of " + conversation() + ", which waits for a person already" + topics();
            case "escalation.show" -> "to see " + conversation() + " at the desk";
            case "escalation.claim" -> "to look after " + conversation();
            case "escalation.answer" -> "to tell the agent how to go on with " + conversation();
            case "escalation.take_over" -> "to take over " + conversation() + "; its grants end";
            case "escalation.close" -> "to close " + conversation();
            case "escalation.pass_on" -> "somebody else: nobody answered in time about " + conversation();
            case "escalation.expire" -> "nothing: nobody answered in time about " + conversation();
            default -> event;
        };
    }

    private String action() {
        return (facts.apply("undoes") == null ? named("", "action") : "the undoing of" + named(" operation ", "undoes"))
                + named(" (operation ", "operation") + ")";
    }

    private String conversation() {
        return "the conversation" + named(" (escalation ", "escalation") + named(", queue ", "queue") + ")";
    }

    private String topics() {
        String topics = facts.apply("topics");
        return topics == null || topics.isEmpty() ? "" : ", because of " + topics.replace(" ", ", ");
    }

    private String named(String before, String fact) {
        String value = facts.apply(fact);
        return before + (value == null ? "unknown" : value);
    }
}
