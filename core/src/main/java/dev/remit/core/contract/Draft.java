package dev.remit.core.contract;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.CatalogReading;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow that is being checked: what was understood of it so far. */
final class Draft {
    final Values values;
    final CatalogReading catalog;
    final List<Use> uses = new ArrayList<>();
    final List<Granted> resources = new ArrayList<>();
    final List<Acts> actions = new ArrayList<>();
    final Boundary boundary;
    /** Whether something of the data could not be read, so that what seems to be missing may be there. */
    boolean incomplete;

    Draft(Values values, CatalogReading catalog, Boundary boundary) {
        this.values = values;
        this.catalog = catalog;
        this.boundary = boundary;
    }

    /** A field that the workflow uses, granted or only to verify with. */
    record Use(Resource resource, Field field, @Nullable String why, Location at, boolean granted) {}

    /** An action that the workflow may do. */
    record Acts(Action action, @Nullable String why, Location at) {
        boolean ofSubject() {
            return ActionGrant.ofSubject(action);
        }
    }

    /** A resource that the workflow reads. */
    record Granted(Resource resource, Location at) {
        boolean ofSubject() {
            return resource.scope() instanceof Scope.OfSubject;
        }
    }

    @Nullable
    Source source(Resource resource) {
        return catalog.catalog().sources().get(resource.source());
    }

    boolean binds() {
        Values liveCase = values.get(WorkflowFile.CASE);
        return values.has(WorkflowFile.VERIFY)
                || (values.has(WorkflowFile.CASE) && (liveCase == null || liveCase.get(WorkflowFile.BINDS, false)));
    }

    boolean grantsCustomerRows() {
        return resources.stream().anyMatch(Granted::ofSubject)
                || actions.stream().anyMatch(Acts::ofSubject);
    }

    /** Whether it reads or changes rows of single customers, or facts about customers from elsewhere. */
    boolean grantsCustomerData() {
        return grantsCustomerRows()
                || uses.stream()
                        .anyMatch(
                                use -> use.granted() && use.field().dataClass().aboutCustomers());
    }
}
