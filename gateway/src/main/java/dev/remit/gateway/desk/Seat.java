package dev.remit.gateway.desk;

import dev.remit.core.catalog.Action;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.DeskRight;
import dev.remit.gateway.line.OperationDesk;
import dev.remit.gateway.line.OperationDesk.Acted;
import dev.remit.gateway.line.OperationDesk.Objection;
import dev.remit.gateway.line.Person;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.trail.TrailException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The desk as one person uses it, for one request. What a role may is asked before anything is looked at. */
public final class Seat {
    private final Desk.Parts desk;
    private final Account account;
    private final Person person;
    private final CallContext context;
    private final Notes notes;

    Seat(Desk.Parts desk, Account account, CallContext context) {
        this.desk = desk;
        this.account = account;
        this.person = new Person(account.name(), account.role().label());
        this.context = context;
        this.notes = new Notes(desk, person, context);
    }

    /** What waits, the one that is due first first; no values. */
    public Told list(Filter filter) {
        Set<Status> statuses = Queue.statuses(filter.statuses());
        String cursor = filter.cursor();
        if (statuses == null) {
            return no("invalid_request", 400, "status is none that an operation can have.");
        }
        if (cursor != null && !Queue.wellFormed(cursor)) {
            return no("invalid_request", 400, "cursor is not one that a page ended with.");
        }
        return new Told.Answer(Queue.answer(
                desk.state().operations(),
                statuses,
                filter,
                DeskRight.onlyWhereNamed(account.role()) ? this::sees : null));
    }

    private boolean sees(Operation operation) {
        Operation.Need need = operation.need();
        return !DeskRight.onlyWhereNamed(account.role())
                || (need != null && need.roles().contains(person.role()));
    }

    /** Everything about one: in clear for those who decide, names only for the others. */
    public Told show(String id) {
        Operation operation = find(id);
        if (operation == null) {
            return no(Objection.UNKNOWN);
        }
        ObjectNode answer = DeskJson.line(operation);
        Action action = desk.operations().action(operation).orElse(null);
        DeskJson.action(operation, action, answer);
        ArrayNode why = answer.putArray("why");
        Operation.Need need = operation.need();
        if (need != null) {
            need.because().forEach(word -> why.add(DeskJson.sentence(word)));
        }
        boolean clear = DeskRight.VALUES.of(account.role());
        DeskJson.names("argument_names", DeskJson.argumentNames(operation), answer);
        DeskJson.votes(operation, clear, answer);
        DeskJson.names("can", can(operation), answer);
        if (!clear) {
            return new Told.Answer(answer);
        }
        OperationDesk.Preview preview = desk.operations().preview(operation);
        answer.putObject("now").put("decision", preview.decision()).put("reason", preview.reason());
        Conversation conversation = desk.state().conversation(operation.what().conversation());
        DeskJson.values(
                operation, conversation == null ? null : conversation.facts().caseId(), preview, answer);
        SortedMap<String, Object> facts = notes.of(operation);
        facts.put("fields", seen(operation, preview));
        facts.put("outcome", "released");
        return recorded("desk.show", facts, operation, answer);
    }

    /** Names of what was shown. */
    private static String seen(Operation operation, OperationDesk.Preview preview) {
        List<String> names = new ArrayList<>();
        DeskJson.argumentNames(operation).forEach(name -> names.add("args." + name));
        ObjectNode facts = preview.facts();
        if (facts != null) {
            facts.properties().forEach(fact -> {
                if (fact.getValue().isObject()) {
                    fact.getValue().propertyNames().forEach(field -> names.add(fact.getKey() + "." + field));
                } else {
                    names.add(fact.getKey());
                }
            });
        }
        return String.join(" ", names);
    }

    private List<String> can(Operation operation) {
        List<String> can = new ArrayList<>();
        Operation.Need need = operation.need();
        boolean decides = DeskRight.DECIDE.of(account.role())
                && need != null
                && (account.role() == Account.Role.ADMIN || need.roles().contains(person.role()));
        boolean operates = DeskRight.OPERATE.of(account.role());
        if (operation.status() == Status.WAITING && decides) {
            can.addAll(List.of("approve", "deny", "drop"));
        } else if (operation.status() == Status.DRAFT && decides) {
            can.addAll(List.of("send", "edit", "deny", "drop"));
        } else if (operation.status() == Status.UNKNOWN && operates) {
            can.add("resolve");
        } else if (operation.status() == Status.DONE && operates && operation.undoneBy() == null) {
            can.add("undo");
        }
        return can;
    }

    /** @param digest of what the person looked at */
    public Told approve(String id, String digest, @Nullable String note) {
        return may(id, DeskRight.DECIDE, () -> desk.operations().approve(id, person, digest, note, context));
    }

    public Told deny(String id, String note) {
        return may(id, DeskRight.DECIDE, () -> desk.operations().deny(id, person, note, context));
    }

    /** Changes a draft; what others said of its old text does not count any more. */
    public Told edit(String id, ObjectNode arguments) {
        return may(id, DeskRight.DECIDE, () -> desk.operations().edit(id, person, arguments, context));
    }

    public Told drop(String id, @Nullable String note) {
        return may(id, DeskRight.DECIDE, () -> desk.operations().drop(id, person, note, context));
    }

    /** @param done whether it turned out to be done */
    public Told resolve(String id, boolean done, String note) {
        return may(id, DeskRight.OPERATE, () -> desk.operations().resolve(id, person, done, note, context));
    }

    public Told undo(String id) {
        return may(id, DeskRight.OPERATE, () -> desk.operations().undo(id, person, context));
    }

    /** @param named a conversation, or a grant of it */
    public Told undoAll(String named) {
        if (!DeskRight.OPERATE.of(account.role())) {
            return no(Objection.ROLE);
        }
        String conversation = conversation(named);
        if (desk.operations().of(conversation).isEmpty()) {
            return no(
                    "unknown_conversation",
                    404,
                    "Nothing is remembered that was done in such a conversation or under such a grant.");
        }
        OperationDesk.Unwound unwound = desk.operations().undoAll(conversation, person, context);
        ObjectNode answer = DeskJson.object().put("conversation", conversation);
        ArrayNode undone = answer.putArray("undone");
        unwound.undone().forEach(operation -> undone.add(DeskJson.line(operation)));
        Operation stopped = unwound.stoppedAt();
        answer.put("all", stopped == null);
        answer.set("stopped_at", stopped == null ? null : DeskJson.line(stopped));
        return new Told.Answer(answer.put("why", unwound.why()));
    }

    private String conversation(String named) {
        LiveGrant grant = desk.state().grant(named);
        if (grant != null) {
            return grant.conversation().facts().id();
        }
        return desk.state().operations().all().stream()
                .filter(operation -> operation.what().grant().equals(named))
                .findFirst()
                .map(operation -> operation.what().conversation())
                .orElse(named);
    }

    /**
     * Puts on record what was wrong in what an agent said or did, for the customer that it was about.
     *
     * @param about exactly one of operation, conversation and case is named
     */
    public Told correct(Related about, String text) {
        return asking(DeskRight.CORRECT, () -> notes.correct(about, text));
    }

    /** Opens an incident. */
    public Told open(String title, @Nullable String text, Related about) {
        return asking(DeskRight.OPERATE, () -> notes.open(title, text, about));
    }

    /** The newest incidents. */
    public Told incidents(int limit) {
        return asking(DeskRight.OPERATE, () -> notes.incidents(limit));
    }

    /** One incident: what happened, which customers' which fields, what was undone. */
    public Told incident(String id) {
        return asking(DeskRight.OPERATE, () -> notes.incident(id));
    }

    private Told asking(DeskRight right, Supplier<Told> ask) {
        if (!right.of(account.role())) {
            return no(Objection.ROLE);
        }
        try {
            return ask.get();
        } catch (TrailException e) {
            return new Told.No(DeskProblems.of(e, context));
        } catch (RecordException e) {
            return no(Objection.NOT_RECORDED);
        }
    }

    private @Nullable Operation find(String id) {
        Operation operation = desk.operations().get(id);
        return operation == null || !sees(operation) ? null : operation;
    }

    private Told may(String id, DeskRight right, Supplier<Acted> act) {
        if (!right.of(account.role())) {
            return no(Objection.ROLE);
        }
        if (find(id) == null) {
            return no(Objection.UNKNOWN);
        }
        return switch (act.get()) {
            case Acted.No(Objection objection) -> no(objection);
            case Acted.Now(Operation operation) -> new Told.Answer(DeskJson.line(operation));
        };
    }

    private Told recorded(String event, SortedMap<String, Object> facts, Operation operation, ObjectNode answer) {
        try {
            notes.write(
                    event,
                    new TreeMap<>(facts),
                    notes.about(operation),
                    operation.what().workflow());
            return new Told.Answer(answer);
        } catch (RecordException e) {
            return no(Objection.NOT_RECORDED);
        }
    }

    private Told no(Objection objection) {
        return new Told.No(DeskProblems.of(objection, context));
    }

    private Told no(String code, int status, String detail) {
        return new Told.No(DeskProblems.problem(code, status, detail, context));
    }
}
