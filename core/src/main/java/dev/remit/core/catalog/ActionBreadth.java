package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Values;

/** How many an action could be felt by. Broad actions are refused: whole tables, rows of nobody, amounts without end. */
final class ActionBreadth {
    private final Action action;
    private final Values values;
    private final Findings findings;
    private boolean wrong;

    private ActionBreadth(Action action, Values values, Findings findings) {
        this.action = action;
        this.values = values;
        this.findings = findings;
    }

    /** Whether it is narrow enough; if not, the findings say why. */
    static boolean narrow(Action action, Values values, Findings findings) {
        ActionBreadth breadth = new ActionBreadth(action, values, findings);
        breadth.look();
        return !breadth.wrong;
    }

    private void look() {
        if (action.means() instanceof Means.Statement statement) {
            Argument target = action.target();
            boolean named = statement.parameters().contains("subject")
                    || (target != null && statement.parameters().contains(target.name()));
            if (StatementText.broad(statement)) {
                error(
                        "broad-action",
                        values.at(ActionFile.STATEMENT),
                        "The statement has no WHERE, so it changes a whole table.",
                        "Say which rows, with the key and :subject.");
            } else if (!named && !adds(statement)) {
                error(
                        "broad-action",
                        values.at(ActionFile.STATEMENT),
                        "The statement names neither the customer nor the row that was checked.",
                        target == null
                                ? "Use :subject in it; or, in an INSERT about a tenant's row, :tenant and the argument"
                                        + " that names the row."
                                : "Use :" + target.name() + " or :subject in it.");
            }
        } else {
            lookThere();
        }
        if (action.effect() == Effect.IRREVERSIBLE && !action.resolvable()) {
            error(
                    "unresolvable-action",
                    values.at(ActionFile.EFFECT),
                    "Nothing could tell after a crash whether this was done, and it cannot be undone.",
                    action.means() instanceof Means.Statement
                            ? "Give the source a table for operations: 'write: { …, operations: remit_operations }'."
                            : action.means() instanceof Means.Request
                                    ? "Add a 'probe:' that names the operation."
                                    : "A tool has no probe, so do it over HTTP, or with the effect 'draft'.");
        }
        if (action.undo() != null && action.effect() == Effect.IRREVERSIBLE) {
            error(
                    "action-undo",
                    values.at(ActionFile.UNDO),
                    "What cannot be taken back has no undo.",
                    "Remove 'undo', or make the effect 'write'.");
        }
    }

    /** What goes for another system: nothing of it can be locked, and it does not check whose things it is told of. */
    private void lookThere() {
        Key<?> way = action.means() instanceof Means.Request ? ActionFile.REQUEST : ActionFile.TOOL;
        if (action.on() != null) {
            error(
                    "action-on",
                    values.at(ActionFile.ON),
                    "A row of a database cannot be locked while another system acts.",
                    "Leave 'on' out; an argument with 'of:' names a row that must be this customer's.");
        }
        for (Argument argument : action.arguments().values()) {
            if (argument.of() != null && argument.list()) {
                error(
                        "action-list",
                        argument.location(),
                        "Nobody would check whether each of these is this customer's.",
                        "Take one at a time: leave 'list' out.");
            }
        }
        if (action.means().names().stream().noneMatch(this::customers)) {
            error(
                    "broad-action",
                    values.at(way),
                    "Nothing in it is known to be this customer's, so it could be about anybody.",
                    "Put in {subject}, an argument with 'of:', or a fact.");
        }
    }

    /** Whether a value is the customer, or was found among what is this customer's. */
    private boolean customers(String name) {
        Argument argument =
                name.startsWith(Means.ARGS) ? action.arguments().get(name.substring(Means.ARGS.length())) : null;
        Fact fact = name.startsWith(Means.FACTS) ? action.facts().get(name.substring(Means.FACTS.length())) : null;
        Resource of = argument != null ? argument.of() : fact != null ? fact.resource() : null;
        return name.equals("subject") || (of != null && of.scope() instanceof Scope.OfSubject);
    }

    /** Whether it only adds something about a row of the tenant's, which an argument names: nobody's rows are changed. */
    private boolean adds(Means.Statement statement) {
        return StatementText.adds(statement)
                && statement.parameters().contains("tenant")
                && action.arguments().values().stream()
                        .anyMatch(argument -> argument.required()
                                && argument.of() != null
                                && argument.of().scope() instanceof Scope.OfTenant
                                && statement.parameters().contains(argument.name()));
    }

    private void error(String code, Location at, String message, String hint) {
        wrong = true;
        findings.error(code, at, message, hint);
    }
}
