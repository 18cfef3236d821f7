package dev.remit.core.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of the catalogs, mistakes or not, so that contracts can be checked in the same run and a mistake
 * of a catalog is not reported again at each use.
 */
public final class CatalogReading {
    private final Catalog catalog;
    private final Map<String, DraftResource> drafts;
    private final Set<String> unscoped;
    private final Set<String> actions;
    private final @Nullable String subject;

    CatalogReading(
            Catalog catalog,
            Map<String, DraftResource> drafts,
            Set<String> unscoped,
            Set<String> actions,
            @Nullable String subject) {
        this.catalog = catalog;
        this.drafts = new HashMap<>(drafts);
        this.unscoped = new HashSet<>(unscoped);
        this.actions = new HashSet<>(actions);
        this.subject = subject;
    }

    /** The sources and resources without mistakes. */
    public Catalog catalog() {
        return catalog;
    }

    /** The resource that holds the customers, or null where no catalog names one that could be read. */
    public @Nullable Resource subject() {
        return subject == null ? null : catalog.resources().get(subject);
    }

    /** Whether a catalog names the resource that holds the customers, readable or not. */
    public boolean namesSubject() {
        return subject != null;
    }

    /** Whether a resource is written, readable or not. */
    public boolean knows(String resource) {
        return drafts.containsKey(resource);
    }

    /** The actions that are written, readable or not. */
    public Collection<String> actionNames() {
        return actions;
    }

    /** Whether a resource is written, but no way to its owner could be found. */
    public boolean unscoped(String resource) {
        return unscoped.contains(resource);
    }

    /** Whether a resource has a field of this name that could not be read. */
    public boolean unreadable(String resource, String field) {
        DraftResource draft = drafts.get(resource);
        return draft != null && draft.unreadable().contains(field);
    }

    /** All resources that are written. */
    public Collection<String> resourceNames() {
        return drafts.keySet();
    }
}
