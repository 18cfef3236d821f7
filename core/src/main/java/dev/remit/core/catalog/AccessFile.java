package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.template.BodyTemplate;
import dev.remit.core.template.Method;
import dev.remit.core.template.PathTemplate;
import dev.remit.core.template.Pointer;
import dev.remit.core.template.RequestFile;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.template.TextTemplate;
import dev.remit.core.template.ToolTemplate;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Node;
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

    private static final Key<String> PATH = Key.optional(
            "path", RequestFile.PATH.shape(), "Of a JSON API: the path below its URL; a value stays in its segment.");
    private static final Key<String> TOOL =
            Key.optional("tool", UpstreamFile.TOOL, "Of an MCP server: the tool, which 'connect' pins.");
    private static final Key<Node> ARGS = Key.optional(
            "args",
            BodyTemplate.shape(),
            "The tool's arguments; one that is a placeholder without a value is left out.");

    static final Key<Values> GET = Key.optional(
            "get",
            ObjectShape.of("a request for one row", PATH, RequestFile.QUERY, TOOL, ARGS, ITEM),
            "How an upstream is asked for one row: {subject}, {tenant} and {key} can be put in.");
    static final Key<Values> LIST = Key.optional(
            "list",
            ObjectShape.of("a request for rows", PATH, RequestFile.QUERY, TOOL, ARGS, ITEMS, NEXT),
            "How an upstream is asked for rows: {subject}, {tenant}, {cursor} and {filter.…} can be put in.");

    private AccessFile() {}

    /**
     * Null where it cannot be read, which is then among the findings.
     *
     * @param pinned the tools of an MCP server that may be called; null for a JSON API
     */
    static @Nullable Access read(
            Values resource, Location at, List<String> findBy, @Nullable Set<String> pinned, Findings findings) {
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
        Access.Get one = get == null ? null : get(get, pinned, findings);
        Access.Listing many = list == null ? null : listing(list, findBy, pinned, findings);
        if ((resource.has(GET) && one == null) || (resource.has(LIST) && many == null)) {
            return null;
        }
        if (many == null && one != null && one.ask().names().contains(Access.KEY)) {
            findings.error(
                    "missing-key",
                    resource.at(GET),
                    "One row can be asked for by its key, but nothing says how the rows are listed.",
                    "Add 'list: { path: … }'; 'get' does without where there is one row and no {key}.");
            return null;
        }
        return new Access(one, many);
    }

    private static Access.@Nullable Get get(Values values, @Nullable Set<String> pinned, Findings findings) {
        Access.Ask ask = ask(values, Set.of(Access.SUBJECT, Access.TENANT, Access.KEY), pinned, findings);
        return ask == null ? null : new Access.Get(ask, Pointer.of(values.get(ITEM, "")));
    }

    private static Access.@Nullable Listing listing(
            Values values, List<String> findBy, @Nullable Set<String> pinned, Findings findings) {
        Set<String> known = new LinkedHashSet<>(List.of(Access.SUBJECT, Access.TENANT, Access.CURSOR));
        findBy.forEach(field -> known.add(Access.FILTER + field));
        Access.Ask ask = ask(values, known, pinned, findings);
        if (ask == null) {
            return null;
        }
        boolean asks = ask.names().contains(Access.CURSOR);
        boolean apart = !(ask instanceof Access.Ask.Http(RequestTemplate request)) || standApart(request);
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
        return new Access.Listing(ask, Pointer.of(values.get(ITEMS, "")), next == null ? null : Pointer.of(next));
    }

    private static boolean mayBeAbsent(String name) {
        return name.equals(Access.CURSOR) || name.startsWith(Access.FILTER);
    }

    /** Whether each value that may be absent is a query parameter by itself. */
    private static boolean standApart(RequestTemplate request) {
        return request.path().names().stream().noneMatch(AccessFile::mayBeAbsent)
                && request.query().values().stream()
                        .allMatch(each -> each.names().stream().noneMatch(AccessFile::mayBeAbsent)
                                || each.text()
                                        .equals("{" + each.names().iterator().next() + "}"));
    }

    private static Access.@Nullable Ask ask(
            Values values, Collection<String> known, @Nullable Set<String> pinned, Findings findings) {
        Key<String> what = pinned == null ? PATH : TOOL;
        boolean ours = pinned == null
                ? UpstreamFile.keysAreOf("a JSON API", values, List.of(TOOL, ARGS), findings)
                : UpstreamFile.keysAreOf("an MCP server", values, List.of(PATH, RequestFile.QUERY), findings);
        if (!values.has(what)) {
            findings.error(
                    "missing-key",
                    values.at(),
                    "The key '" + what.name() + "' is missing from a request.",
                    "Add '" + what.name() + ":'. " + what.doc());
            return null;
        }
        if (!ours) {
            return null;
        }
        return pinned == null ? http(values, known, findings) : tool(values, known, pinned, findings);
    }

    private static Access.@Nullable Ask tool(
            Values values, Collection<String> known, Set<String> pinned, Findings findings) {
        String tool = values.get(TOOL);
        Node written = values.get(ARGS);
        BodyTemplate arguments = written == null ? null : BodyTemplate.compile(written, known, findings);
        if (tool != null && !pinned.contains(tool)) {
            findings.error(
                    "unpinned-tool",
                    values.at(TOOL),
                    "The source does not pin a tool '" + tool + "'.",
                    Nearest.hint(tool, pinned, "Review the tool, and add it with its digest to 'tools' of 'connect'."));
            return null;
        }
        return tool == null || (values.has(ARGS) && arguments == null)
                ? null
                : new Access.Ask.Tool(new ToolTemplate(tool, arguments));
    }

    private static Access.@Nullable Ask http(Values values, Collection<String> known, Findings findings) {
        PathTemplate path = RequestFile.path(values, PATH, known, findings);
        SequencedMap<String, TextTemplate> query =
                RequestFile.query(values.get(RequestFile.QUERY, List.of()), known, findings);
        return path == null || query == null
                ? null
                : new Access.Ask.Http(new RequestTemplate(Method.GET, path, query, new LinkedHashMap<>(), null, null));
    }
}
