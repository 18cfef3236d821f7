package dev.remit.gateway.line;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Decider;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Used;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the answer of an action serves. It counts like what is read: for classes that one conversation keeps apart, and as
 * text that somebody else wrote, which could talk an agent into things.
 *
 * @param classes possibly empty
 * @param text whether there is text that people write
 */
record Results(Set<DataClass> classes, boolean text) {
    static Results of(Action action) {
        Set<DataClass> classes = EnumSet.noneOf(DataClass.class);
        boolean text = false;
        for (Field field : action.result().values()) {
            if (field.defaultHandling() != Handling.NEVER) {
                classes.add(field.dataClass());
                text |= field.kind() == Kind.TEXT && field.defaultHandling() == Handling.CLEAR;
            }
        }
        return new Results(classes, text);
    }

    Used used() {
        return new Used(0, 0, false, false, classes, text);
    }

    /** Whether they may be served with what was served before. If so, must be followed by {@link #end}. */
    boolean begin(Conversation conversation, Workflow workflow) {
        return !apart(workflow) || conversation.mayServe(classes, all -> !Decider.breaksApart(workflow, all));
    }

    void end(Conversation conversation, Workflow workflow) {
        if (apart(workflow)) {
            conversation.endServing(classes);
        }
    }

    private boolean apart(Workflow workflow) {
        return !classes.isEmpty() && !workflow.apart().isEmpty();
    }
}
