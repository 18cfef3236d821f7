package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.template.Method;
import dev.remit.core.template.PathTemplate;
import dev.remit.core.template.Pointer;
import dev.remit.core.template.RequestFile;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.template.TextTemplate;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Values;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an {@link Access} is written: {@code get} and {@code list} of a resource. */
final class AccessFile {
    private static final Key<String> ITEM =
            Key.optional("item", Pointer.shape(), "Where the row stands in the answer; the whole answer unless said.");
    private static final Key<String> ITEMS = Key.optional(
            "items", Pointer.shape(), "Where the list of rows stands in the answer; the whole answer unless said.");
    private static final Key<String> NEXT = Key.optional(
            "next",
            Pointer.shape(),
            "Where the mark for the next page stands in the answer; it is put in for {cursor}, and never followed as a"
                    + " URL.");

    static final Key<Values> GET = Key.optional(
            "get",
            ObjectShape.of("a request for one row", RequestFile.PATH, RequestFile.QUERY, ITEM),
            "How an upstream is asked for one row: {subject}, {tenant} and {key} can be put in.");
    static final Key<Values> LIST = Key.optional(
            "list",
            ObjectShape.of("a request for rows", RequestFile.PATH, RequestFile.QUERY, ITEMS, NEXT),
            "How an upstream is asked for rows: {subject}, {tenant}, {cursor} and {filter.…} can be put in.");

    private AccessFile() {}

    /** Null where it cannot be read, which is then among the findings. */
    static @Nullable Access read(Values resource, Location at, List<String> findBy, Findings findings) {
        Values get = resource.get(GET);
        Values list = resource.get(LIST);
        if (!resource.has(GET) && !resource.has(LIST)) {
            findings.error(
                    "missing-key",
                    at,
                    "Nothing says how the source is asked for this.",
                    "Add 'get: { path: … }', 'list: { path: … }', or both.");
            return null;
        }
        Access.Get one = get == null ? null : get(get, findings);
        Access.Listing many = list == null ? null : listing(list, findBy, findings);
        if ((resource.has(GET) && one == null) || (resource.has(LIST) && many == null)) {
            return null;
        }
        if (many == null && one != null && one.request().names().contains(Access.KEY)) {
            findings.error(
                    "missing-key",
                    resource.at(GET),
                    "One row can be asked for by its key, but nothing says how the rows are listed.",
                    "Add 'list: { path: … }'; 'get' does without where there is one row and no {key}.");
            return null;
        }
        return new Access(one, many);
    }

    private static Access.@Nullable Get get(Values values, Findings findings) {
        RequestTemplate request = request(values, Set.of(Access.SUBJECT, Access.TENANT, Access.KEY), findings);
        return request == null ? null : new Access.Get(request, Pointer.of(values.get(ITEM, "")));
    }

    private static Access.@Nullable Listing listing(Values values, List<String> findBy, Findings findings) {
        Set<String> known = new LinkedHashSet<>(List.of(Access.SUBJECT, Access.TENANT, Access.CURSOR));
        findBy.forEach(field -> known.add(Access.FILTER + field));
        RequestTemplate request = request(values, known, findings);
        if (request == null) {
            return null;
        }
        boolean asks =
                request.query().values().stream().anyMatch(each -> each.names().contains(Access.CURSOR));
        boolean apart = request.path().names().stream().noneMatch(AccessFile::mayBeAbsent)
                && request.query().values().stream()
                        .allMatch(each -> each.names().stream().noneMatch(AccessFile::mayBeAbsent)
                                || each.text()
                                        .equals("{" + each.names().iterator().next() + "}"));
        if (asks != values.has(NEXT) || !apart) {
            findings.error(
                    "bad-template",
                    values.at(),
                    apart
                            ? "'next' and {cursor} go together: the mark that one answer gives is asked with next."
                            : "{cursor} and {filter.…} may be without a value, so each is a query parameter by itself.",
                    "As in: query: { after: \"{cursor}\" }, next: /meta/next.");
            return null;
        }
        String next = values.get(NEXT);
        return new Access.Listing(request, Pointer.of(values.get(ITEMS, "")), next == null ? null : Pointer.of(next));
    }

    private static boolean mayBeAbsent(String name) {
        return name.equals(Access.CURSOR) || name.startsWith(Access.FILTER);
    }

    private static @Nullable RequestTemplate request(Values values, Collection<String> known, Findings findings) {
        PathTemplate path = RequestFile.path(values, RequestFile.PATH, known, findings);
        SequencedMap<String, TextTemplate> query =
                RequestFile.query(values.get(RequestFile.QUERY, List.of()), known, findings);
        return path == null || query == null
                ? null
                : new RequestTemplate(Method.GET, path, query, new LinkedHashMap<>(), null, null);
    }
}
