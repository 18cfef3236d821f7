package dev.remit.gateway.source;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.decision.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands for one parameter of an action's statement.
 *
 * @param value null for an optional argument that was left out; of a list its JSON text
 */
record Told(FieldType type, @Nullable Object value) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPERATION = "operation";
    private static final String TENANT = "tenant";
    private static final String SUBJECT = "subject";

    /**
     * All parameters of a deed, in the statement's order.
     *
     * @throws NotDone where the tenant or the customer cannot be in a column of its type, and so owns nothing
     * @throws Changes.Unbindable for text in a list that no database holds
     */
    static List<Told> of(Deed deed, List<String> parameters) throws NotDone, Changes.Unbindable {
        List<Told> told = new ArrayList<>(parameters.size());
        for (String name : parameters) {
            told.add(of(deed, name));
        }
        return told;
    }

    private static Told of(Deed deed, String name) throws NotDone, Changes.Unbindable {
        FieldType type = type(deed.action(), name);
        return switch (name) {
            case OPERATION -> new Told(type, deed.operation());
            case TENANT -> parsed(type, deed.tenant());
            case SUBJECT -> parsed(type, customer(deed));
            default -> named(deed, name, type);
        };
    }

    /** What a parameter is bound as: a list is text. */
    static FieldType type(Action action, String name) {
        Argument argument = action.arguments().get(name);
        if (name.equals(SUBJECT)) {
            return subjectType(action);
        }
        if (name.equals(TENANT)) {
            return tenantType(action);
        }
        if (argument != null) {
            return argument.list() ? FieldType.TEXT : argument.type();
        }
        return action.facts().get(name) instanceof Fact.Total total && total.over() != Fact.Over.VALUES
                ? total.type()
                : FieldType.TEXT;
    }

    private static String customer(Deed deed) {
        String subject = deed.subject();
        if (subject == null) {
            throw new IllegalArgumentException("an action for a customer names none");
        }
        return subject;
    }

    private static Told named(Deed deed, String name, FieldType type) throws Changes.Unbindable {
        Argument argument = deed.action().arguments().get(name);
        Object value = deed.values().get(name);
        if (value == null && (argument == null || argument.required())) {
            throw new IllegalArgumentException("nothing says what " + name + " is");
        }
        return value instanceof List<?> items ? list(items) : new Told(type, value);
    }

    private static Told list(List<?> values) throws Changes.Unbindable {
        List<Object> items = new ArrayList<>();
        for (Object item : values) {
            if (item instanceof String text && (text.indexOf('\0') >= 0 || !CodePoints.wellFormed(text))) {
                throw new Changes.Unbindable();
            }
            boolean plain = item instanceof Number || item instanceof Boolean;
            items.add(plain ? item : String.valueOf(item));
        }
        return new Told(FieldType.TEXT, JSON.writeValueAsString(items));
    }

    private static Told parsed(FieldType type, String text) throws NotDone {
        Object value = Canonical.parse(type, text);
        if (value == null) {
            throw new NotDone(Reason.NOT_FOUND, "nobody of that name can be in the source");
        }
        return new Told(type, value);
    }

    /** Of the column that says whose the rows are; text where no row of a customer is looked at. */
    private static FieldType subjectType(Action action) {
        for (Resource resource : looked(action)) {
            if (resource.scope() instanceof Scope.OfSubject(Path path, Scope.TenantKey tenant)) {
                return path.type();
            }
        }
        return FieldType.TEXT;
    }

    private static FieldType tenantType(Action action) {
        for (Resource resource : looked(action)) {
            if (Planner.tenant(resource.scope()) instanceof Scope.TenantKey.InColumn(Path path)) {
                return path.type();
            }
        }
        return FieldType.TEXT;
    }

    /** The resource acted on, then those of arguments and facts, of the action's own source. */
    private static List<Resource> looked(Action action) {
        List<Resource> looked = new ArrayList<>();
        if (action.on() != null) {
            looked.add(action.on());
        }
        action.arguments().values().stream()
                .map(Argument::of)
                .filter(of -> of != null && of.source().equals(action.source()))
                .forEach(looked::add);
        for (Map.Entry<String, Fact> fact : action.facts().entrySet()) {
            if (fact.getValue().resource().source().equals(action.source())) {
                looked.add(fact.getValue().resource());
            }
        }
        return looked;
    }
}
