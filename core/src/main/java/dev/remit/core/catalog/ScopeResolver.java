package dev.remit.core.catalog;

import dev.remit.core.catalog.CatalogFile.ScopeText;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Located;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way from each resource's table to the columns that say whose a row is.
 *
 * <p>A mistake is reported once, at the resource whose own path makes it; resources whose path leads through that one
 * stay without a scope, silently.
 */
final class ScopeResolver {
    /** More joins than this for one row's owner is a modelling mistake, and slow. */
    private static final int MOST_JOINS = 8;

    private final Map<String, DraftResource> drafts;
    private final Findings findings;
    private FieldType subjectType = FieldType.TEXT;

    ScopeResolver(Map<String, DraftResource> drafts, Findings findings) {
        this.drafts = drafts;
        this.findings = findings;
    }

    /** Columns that hold the customer, but are no field themselves, have the type of this resource's own. */
    void subjectResource(DraftResource draft) {
        ScopeText scope = draft.scope();
        if (scope == null) {
            return;
        }
        if (scope.subject() == null || scope.subject().value().contains("->")) {
            findings.error(
                    "subject-resource",
                    scope.at(),
                    "'" + draft.name() + "' holds the customers, but has no column of its own for the customer.",
                    "Write 'scope: { subject: <column>, … }' with a column of its own table.");
            return;
        }
        FieldType type = draft.typeOf(scope.subject().value());
        subjectType = type == null ? FieldType.TEXT : type;
    }

    /** The resolved scope, or null where there is none; why is then among the findings. */
    @Nullable
    Scope resolve(DraftResource draft) {
        ScopeText scope = draft.scope();
        if (scope == null) {
            return null;
        }
        if ("shared".equals(scope.word())) {
            return new Scope.Shared();
        }
        if (scope.word() == null && scope.subject() == null && scope.tenant() == null) {
            findings.error(
                    "scope-missing",
                    scope.at(),
                    "This scope names no column.",
                    "Write 'shared', 'tenant', or the columns that say whose a row is.");
            return null;
        }
        Scope.TenantKey tenant = tenant(draft, scope);
        if (scope.subject() == null) {
            return tenant == null ? null : new Scope.OfTenant(tenant);
        }
        Path subject = path(draft, scope.subject(), true);
        return tenant == null || subject == null ? null : new Scope.OfSubject(subject, tenant);
    }

    private Scope.@Nullable TenantKey tenant(DraftResource draft, ScopeText scope) {
        if (draft.tenant() != null) {
            if (scope.tenant() != null) {
                findings.error(
                        "scope-tenant",
                        scope.tenant().at(),
                        "The whole source belongs to the tenant '" + draft.tenant() + "', so no column says it again.",
                        "Remove this 'tenant', or the source's.");
                return null;
            }
            return new Scope.TenantKey.Whole(draft.tenant());
        }
        if (scope.tenant() == null) {
            findings.error(
                    "scope-tenant",
                    scope.at(),
                    "Nothing says which tenant a row of '" + draft.name() + "' belongs to.",
                    "Add 'tenant: <column>' to the scope, or 'tenant: <name>' to the source where all of it is one"
                            + " tenant's.");
            return null;
        }
        Path path = path(draft, scope.tenant(), false);
        return path == null ? null : new Scope.TenantKey.InColumn(path);
    }

    private @Nullable Path path(DraftResource start, Located<String> written, boolean toSubject) {
        List<Path.Join> joins = new ArrayList<>();
        Set<String> passed = new LinkedHashSet<>();
        DraftResource here = start;
        Step step = Step.of(written.value());
        while (step.resource() != null) {
            passed.add(here.name());
            boolean own = joins.isEmpty();
            DraftResource next = drafts.get(step.resource());
            if (next == null) {
                return own ? unknown(step.resource(), written.at()) : null;
            }
            if (passed.contains(next.name())) {
                return next.name().equals(start.name()) ? cycle(passed, start, written.at()) : null;
            }
            if (!next.source().equals(here.source())) {
                return own ? crossesSources(start, next, written.at()) : null;
            }
            Located<String> onward = onward(next, toSubject);
            if (onward == null) {
                return own && next.scope() != null ? deadEnd(next, toSubject, written.at()) : null;
            }
            String toColumn = step.column() != null
                    ? step.column()
                    : next.key() != null ? next.key().column() : null;
            if (toColumn == null || next.table() == null) {
                return null;
            }
            joins.add(new Path.Join(step.from(), next.table(), toColumn));
            if (joins.size() > MOST_JOINS) {
                findings.error(
                        "scope-path",
                        written.at(),
                        "The way from '" + start.name() + "' takes more than " + MOST_JOINS + " joins.",
                        "Give the table a column that says whose its rows are.");
                return null;
            }
            here = next;
            step = Step.of(onward.value());
        }
        FieldType known = here.typeOf(step.from());
        return new Path(joins, step.from(), known != null ? known : toSubject ? subjectType : FieldType.TEXT);
    }

    private static @Nullable Located<String> onward(DraftResource next, boolean toSubject) {
        ScopeText scope = next.scope();
        return scope == null ? null : toSubject ? scope.subject() : scope.tenant();
    }

    private @Nullable Path unknown(String resource, Location at) {
        findings.error(
                "unknown-resource",
                at,
                "No catalog has a resource '" + resource + "'.",
                Nearest.hint(resource, drafts.keySet(), "Write 'column -> resource' with a resource of this source."));
        return null;
    }

    private @Nullable Path cycle(Set<String> passed, DraftResource start, Location at) {
        findings.error(
                "scope-cycle",
                at,
                "The way leads back to where it began: " + String.join(" -> ", passed) + " -> " + start.name() + ".",
                "One of them needs a column of its own that says whose its rows are.");
        return null;
    }

    private @Nullable Path crossesSources(DraftResource start, DraftResource next, Location at) {
        findings.error(
                "scope-source",
                at,
                "'" + next.name() + "' is in the source '" + next.source() + "', and no join reaches from one database"
                        + " into another.",
                "'" + start.name() + "' needs a way within the source '" + start.source() + "'.");
        return null;
    }

    private @Nullable Path deadEnd(DraftResource next, boolean toSubject, Location at) {
        findings.error(
                "scope-path",
                at,
                "The rows of '" + next.name() + "' belong to no " + (toSubject ? "customer" : "tenant")
                        + ", so the way cannot lead through it.",
                "Go through a resource whose own scope names the " + (toSubject ? "customer" : "tenant") + ".");
        return null;
    }

    /** {@code from -> resource.column}, where the last two may be absent. */
    private record Step(
            String from,
            @Nullable String resource,
            @Nullable String column) {
        static Step of(String written) {
            int arrow = written.indexOf("->");
            if (arrow < 0) {
                return new Step(written, null, null);
            }
            String from = written.substring(0, arrow).strip();
            String target = written.substring(arrow + 2).strip();
            int dot = target.indexOf('.');
            return dot < 0
                    ? new Step(from, target, null)
                    : new Step(from, target.substring(0, dot), target.substring(dot + 1));
        }
    }
}
