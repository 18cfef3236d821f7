package dev.remit.core.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Contracts with less in them. */
public final class Narrowed {
    private Narrowed() {}

    /** What both versions allow; until versions can be compared, nothing. */
    public static Workflow intersection(Workflow opening, Workflow today) {
        return opening.digest().equals(today.digest()) ? today : to(today, Map.of());
    }

    /** The fields named, by resource; a resource that is not named is dropped. */
    public static Workflow to(Workflow workflow, Map<String, Set<String>> fields) {
        LinkedHashMap<String, ResourceGrant> data = new LinkedHashMap<>();
        workflow.data().forEach((name, grant) -> {
            Set<String> kept = fields.get(name);
            if (kept != null) {
                LinkedHashMap<String, GrantedField> some = new LinkedHashMap<>(grant.fields());
                some.keySet().retainAll(kept);
                data.put(name, new ResourceGrant(grant.resource(), some, grant.rows(), grant.limit()));
            }
        });
        return new Workflow(
                workflow.name(),
                workflow.purpose(),
                workflow.owner(),
                workflow.need(),
                workflow.phase(),
                workflow.agents(),
                workflow.verify(),
                workflow.liveCase(),
                data,
                workflow.limits(),
                workflow.apart(),
                workflow.boundary(),
                workflow.digest(),
                workflow.location());
    }
}
