package dev.remit.core.decision;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate;
import dev.remit.core.contract.GrantedField;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.contract.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides one request. Pure: the same inputs give the same decision, and nothing is looked up but by what is handed in,
 * so the cost does not depend on how many contracts are served.
 *
 * <p>The request was parsed against the same workflow, so what it names is granted; this class does not trust that, and
 * checks it again: a request for a resource, a filter or an order that the workflow does not grant is denied.
 */
public final class Decider {
    private Decider() {}

    /** Thread-safe. */
    public static Decision decide(Workflow workflow, Request request, Standing standing, Instant now) {
        ResourceGrant grant = workflow.data().get(request.grant().resource().name());
        if (grant == null) {
            return new Decision.Deny(Reason.UNKNOWN_TOOL);
        }
        boolean ofSubject = grant.resource().scope() instanceof Scope.OfSubject;
        if (ofSubject && standing.subject() == null) {
            return new Decision.Deny(Reason.VERIFY_FIRST);
        }
        Set<DataClass> together = classes(grant);
        together.addAll(standing.served());
        if (breaksApart(workflow, together)) {
            return new Decision.Deny(Reason.CLASSES_APART);
        }
        if (standing.rowsLeft() <= 0) {
            return new Decision.Deny(Reason.BUDGET_ROWS);
        }
        String subject = ofSubject ? standing.subject() : null;
        Read read = switch (request) {
            case Request.Get get -> get(grant, get, standing.tenant(), subject, now);
            case Request.ListOf list -> list(grant, list, standing, subject, now);
        };
        if (read == null) {
            return new Decision.Deny(Reason.INVALID_ARGUMENT);
        }
        List<Obligation> obligations = obligations(grant);
        return obligations.isEmpty() ? new Decision.Allow(read) : new Decision.Modify(read, obligations);
    }

    private static @Nullable Read get(
            ResourceGrant grant, Request.Get get, String tenant, @Nullable String subject, Instant now) {
        Field key = grant.resource().key();
        List<Read.Filter> filters = List.of();
        if (get.key() != null) {
            if (!grant.clear(key)) {
                return null;
            }
            filters = List.of(new Read.Filter(key, get.key()));
        }
        return new Read(grant.resource(), columns(grant), rules(grant), filters, null, null, 1, tenant, subject, now);
    }

    private static @Nullable Read list(
            ResourceGrant grant, Request.ListOf list, Standing standing, @Nullable String subject, Instant now) {
        List<Field> allowed = grant.filters();
        for (Read.Filter filter : list.filters()) {
            if (!allowed.contains(filter.field())) {
                return null;
            }
        }
        if (list.order() != null && !grant.clear(list.order().field())) {
            return null;
        }
        int asked = list.limit() == null ? grant.limit() : list.limit();
        if (asked < 1) {
            return null;
        }
        int limit = Math.min(Math.min(asked, grant.limit()), standing.rowsLeft());
        return new Read(
                grant.resource(),
                columns(grant),
                rules(grant),
                list.filters(),
                list.order(),
                list.after(),
                limit,
                standing.tenant(),
                subject,
                now);
    }

    /** Whether serving all of these to one conversation brings together two classes of one set. */
    public static boolean breaksApart(Workflow workflow, Set<DataClass> together) {
        for (Set<DataClass> apart : workflow.apart()) {
            if (apart.stream().filter(together::contains).count() > 1) {
                return true;
            }
        }
        return false;
    }

    /** The classes that a read of this resource serves. */
    public static Set<DataClass> classes(ResourceGrant grant) {
        Set<DataClass> classes = EnumSet.noneOf(DataClass.class);
        for (GrantedField granted : grant.fields().values()) {
            classes.add(granted.field().dataClass());
        }
        return classes;
    }

    private static List<Field> columns(ResourceGrant grant) {
        List<Field> columns = new ArrayList<>(grant.fields().size());
        for (GrantedField granted : grant.fields().values()) {
            if (granted.handling() != Handling.NEVER) {
                columns.add(granted.field());
            }
        }
        return columns;
    }

    private static List<Predicate> rules(ResourceGrant grant) {
        return grant.rows() instanceof Predicate.Always(boolean value) && value ? List.of() : List.of(grant.rows());
    }

    private static List<Obligation> obligations(ResourceGrant grant) {
        List<Obligation> obligations = new ArrayList<>();
        for (GrantedField granted : grant.fields().values()) {
            if (granted.handling() == Handling.CLEAR) {
                if (granted.field().kind() == Kind.TEXT) {
                    obligations.add(new Obligation.Scan(granted.field()));
                }
            } else if (granted.handling() != Handling.NEVER) {
                obligations.add(new Obligation.Handle(granted.field(), granted.handling()));
            }
        }
        return obligations;
    }
}
