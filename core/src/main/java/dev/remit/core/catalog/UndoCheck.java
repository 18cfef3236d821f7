package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Nearest;
import java.util.Collection;
import java.util.Map;

/** Whether what takes an action back can do so: it is there, and is told nothing that the action was not. */
final class UndoCheck {
    private UndoCheck() {}

    static void check(Action action, Map<String, Action> compiled, Collection<String> written, Findings findings) {
        String name = action.undo();
        if (name == null) {
            return;
        }
        Action undo = compiled.get(name);
        if (undo == null) {
            if (!written.contains(name)) {
                findings.error(
                        "unknown-action",
                        action.location(),
                        "There is no action '" + name + "' to undo '" + action.name() + "' with.",
                        Nearest.hint(name, written, "Declare it beside this one."));
            }
            return;
        }
        for (Argument argument : undo.arguments().values()) {
            Argument same = action.arguments().get(argument.name());
            Field given = action.result().get(argument.name());
            boolean known = (same != null && same.type() == argument.type() && same.list() == argument.list())
                    || (given != null && given.type() == argument.type() && !argument.list());
            if (!known && argument.required()) {
                findings.error(
                        "action-undo",
                        action.location(),
                        "'" + name + "' needs '" + argument.name() + "', which '" + action.name()
                                + "' neither is told nor gives back.",
                        "Give both the same argument, or make it optional.");
            }
        }
    }
}
