package dev.remit.gateway.upstream;

import dev.remit.core.catalog.Access;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.condition.Predicate;
import dev.remit.core.decision.Read;
import dev.remit.core.finding.Finding;
import dev.remit.core.template.ToolTemplate;
import dev.remit.gateway.source.InspectedReader;
import dev.remit.gateway.source.Inspection;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.source.SubjectQuery;
import dev.remit.gateway.source.SubjectResult;
import dev.remit.gateway.upstream.RowFilter.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON API or MCP server, read as any source: by requests whose customer and tenant come from the read, and rows that are judged here
 * ({@link RowFilter}) before anything of them is used. Ordering and paging are done here as well, over all rows that the
 * API lists, so that a page is what every other source would give; an API that lists more than fit in
 * {@value #MOST_PAGES} of its pages fails rather than leaves rows out. Thread-safe.
 */
public final class UpstreamReader implements InspectedReader {
    /** The most requests that one read may take. */
    static final int MOST_PAGES = 10;

    private final Source source;
    private final Asking upstream;

    /** @param upstream is closed with this */
    public UpstreamReader(Source source, Asking upstream) {
        this.source = source;
        this.upstream = upstream;
    }

    @Override
    public ReadResult read(Read read) {
        Resource resource = read.resource();
        if (read.limit() < 1) {
            throw new IllegalArgumentException("a read of no rows");
        }
        if (resource.scope() instanceof Scope.OfSubject && read.subject() == null) {
            throw new IllegalArgumentException("a read of a customer's rows names no customer");
        }
        List<Field> columns = new ArrayList<>(read.columns());
        columns.add(resource.key());
        if (read.order() != null) {
            columns.add(read.order().field());
        }
        RowFilter filter = new RowFilter(
                resource.scope(), read.tenant(), read.subject(), read.filters(), read.rules(), read.now(), columns);
        if (filter.sourceOfAnotherTenant()) {
            return new ReadResult.Rows(List.of(), List.of(), null);
        }
        return switch (rows(resource, read.tenant(), read.subject(), read.filters())) {
            case Found.Failed(SourceFailure failure) -> new ReadResult.Failed(failure);
            case Found.Rows(List<JsonNode> rows) -> page(read, filter, rows);
        };
    }

    private ReadResult page(Read read, RowFilter filter, List<JsonNode> rows) {
        List<Map<String, @Nullable Object>> kept = new ArrayList<>();
        for (JsonNode row : rows) {
            switch (filter.judge(row)) {
                case Judged.Kept(var values) -> kept.add(values);
                case Judged.Dropped() -> {}
                case Judged.WrongShape(String detail) -> {
                    return new ReadResult.Failed(wrong(read.resource(), detail));
                }
            }
        }
        Field key = read.resource().key();
        RowOrder order = new RowOrder(read.order(), key);
        kept.sort(order);
        Read.Position after = read.after();
        List<Map<String, @Nullable Object>> left = kept.stream()
                .filter(row -> after == null || order.isAfter(row, after))
                .toList();
        List<List<@Nullable Object>> page = new ArrayList<>();
        List<Object> keys = new ArrayList<>();
        Read.Position end = null;
        for (Map<String, @Nullable Object> row : left.subList(0, Math.min(read.limit(), left.size()))) {
            List<@Nullable Object> values = new ArrayList<>();
            read.columns().forEach(column -> values.add(row.get(column.name())));
            Object rowKey = row.get(key.name());
            if (rowKey == null) {
                return new ReadResult.Failed(wrong(read.resource(), "a row has no key"));
            }
            page.add(values);
            keys.add(rowKey);
            end = new Read.Position(
                    read.order() == null ? null : row.get(read.order().field().name()), rowKey);
        }
        return new ReadResult.Rows(page, keys, left.size() > read.limit() ? end : null);
    }

    @Override
    public SubjectResult subjects(SubjectQuery query) {
        Resource resource = query.resource();
        if (query.filters().isEmpty()) {
            throw new IllegalArgumentException("whose rows, without saying which");
        }
        if (!(resource.scope() instanceof Scope.OfSubject)) {
            throw new IllegalArgumentException("the rows of " + resource.name() + " do not belong to customers");
        }
        RowFilter filter = filter(resource, query.filters(), query.rules(), query.tenant(), query.now());
        if (filter.sourceOfAnotherTenant()) {
            return new SubjectResult.Found(List.of());
        }
        return switch (rows(resource, query.tenant(), null, query.filters())) {
            case Found.Failed(SourceFailure failure) -> new SubjectResult.Failed(failure);
            case Found.Rows(List<JsonNode> rows) -> owners(resource, filter, rows);
        };
    }

    private static RowFilter filter(
            Resource resource, List<Read.Filter> filters, List<Predicate> rules, String tenant, Instant now) {
        return new RowFilter(resource.scope(), tenant, null, filters, rules, now, List.of());
    }

    private SubjectResult owners(Resource resource, RowFilter filter, List<JsonNode> rows) {
        Set<String> owners = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            switch (filter.judge(row)) {
                case Judged.Kept _ -> {
                    String owner = filter.subjectOf(row);
                    if (owner != null) {
                        owners.add(owner);
                    }
                }
                case Judged.Dropped() -> {}
                case Judged.WrongShape(String detail) -> {
                    return new SubjectResult.Failed(wrong(resource, detail));
                }
            }
        }
        return new SubjectResult.Found(owners.stream().limit(2).toList());
    }

    private sealed interface Found {
        record Rows(List<JsonNode> rows) implements Found {}

        record Failed(SourceFailure failure) implements Found {}
    }

    /** @param subject null where whose the rows are is the question */
    private Found rows(Resource resource, String tenant, @Nullable String subject, List<Read.Filter> filters) {
        Access access = resource.access();
        if (access == null) {
            throw new IllegalArgumentException("resource " + resource.name() + " is not read over HTTP");
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(Access.SUBJECT, subject);
        values.put(Access.TENANT, tenant);
        resource.findBy().forEach(name -> values.put(Access.FILTER + name, null));
        for (Read.Filter filter : filters) {
            values.put(Access.FILTER + filter.field().name(), filter.value());
            if (filter.field().equals(resource.key())) {
                values.put(Access.KEY, filter.value());
            }
        }
        Access.Get get = access.get();
        boolean one = access.list() == null || values.containsKey(Access.KEY);
        if (one && get != null && answerable(get.ask(), values)) {
            return one(resource, get, values);
        }
        if (access.list() != null && answerable(access.list().ask(), values)) {
            return listed(resource, access.list(), values);
        }
        return new Found.Failed(wrong(
                resource, "cannot be asked for rows without knowing whose they are: its request needs {subject}"));
    }

    /** Whose rows they are cannot be asked of a request that has to name the customer. */
    private static boolean answerable(Access.Ask ask, Map<String, @Nullable Object> values) {
        return values.get(Access.SUBJECT) != null || !ask.names().contains(Access.SUBJECT);
    }

    private Found one(Resource resource, Access.Get get, Map<String, @Nullable Object> values) {
        return switch (upstream.ask(get.ask(), values)) {
            case Fetched.Failed(SourceFailure failure) -> new Found.Failed(of(resource, failure));
            case Fetched.Absent() -> new Found.Rows(List.of());
            case Fetched.Document(JsonNode root) -> {
                JsonNode row = ResponseShape.at(root, get.item());
                yield new Found.Rows(row == null ? List.of() : List.of(row));
            }
        };
    }

    private Found listed(Resource resource, Access.Listing list, Map<String, @Nullable Object> values) {
        List<JsonNode> rows = new ArrayList<>();
        values.put(Access.CURSOR, null);
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (upstream.ask(list.ask(), values)) {
                case Fetched.Failed(SourceFailure failure) -> {
                    return new Found.Failed(of(resource, failure));
                }
                case Fetched.Absent() -> {
                    return page == 0
                            ? new Found.Rows(rows)
                            : new Found.Failed(wrong(resource, "has no page where it said that there was another"));
                }
                case Fetched.Document(JsonNode root) -> {
                    JsonNode items = ResponseShape.at(root, list.items());
                    if (items == null || !items.isArray()) {
                        return new Found.Failed(wrong(
                                resource,
                                "there is no list of rows at '" + list.items().text() + "'"));
                    }
                    items.forEach(rows::add);
                    JsonNode next = list.next() == null ? null : ResponseShape.at(root, list.next());
                    if (next == null || (next.isString() && next.stringValue().isEmpty())) {
                        return new Found.Rows(rows);
                    }
                    Object mark = ResponseShape.typed(next.isString() ? FieldType.TEXT : FieldType.INTEGER, next);
                    if (mark == null) {
                        return new Found.Failed(wrong(resource, "the mark for the next page is no text or number"));
                    }
                    values.put(Access.CURSOR, mark);
                }
            }
        }
        return new Found.Failed(of(
                resource, upstream.failure(Reason.TOO_LARGE, "lists more than " + MOST_PAGES + " pages for one read")));
    }

    private SourceFailure wrong(Resource resource, String what) {
        return of(resource, upstream.failure(Reason.WRONG_SHAPE, what));
    }

    private static SourceFailure of(Resource resource, SourceFailure failure) {
        return new SourceFailure(failure.reason(), "resource " + resource.name() + ": " + failure.detail());
    }

    @Override
    public Inspection inspect(Collection<Resource> resources) {
        return switch (upstream.look()) {
            case Asking.Look.Unreached(SourceFailure failure) ->
                new Inspection(
                        false,
                        List.of(Finding.warning(
                                "source-unreachable",
                                source.location(),
                                "Source " + source.name() + " could not be reached: " + failure.detail() + ".",
                                "See that it runs and that its address and certificate are right; reads are refused"
                                        + " until then.")),
                        Set.of());
            case Asking.Look.Reached(Map<String, String> changed) -> compared(resources, changed);
        };
    }

    private Inspection compared(Collection<Resource> resources, Map<String, String> changed) {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(changed)
                .forEach((tool, how) -> findings.add(Finding.error(
                        "drift-tool",
                        source.location(),
                        "Source " + source.name() + ": " + how + ".",
                        "Review what the tool says now; put its digest into 'tools' of 'connect' if that is fine. Until"
                                + " then it is not called.")));
        Set<String> unserved = new HashSet<>();
        for (Resource resource : resources) {
            Access access = resource.access();
            if (resource.source().equals(source.name()) && access != null && uses(access, changed.keySet())) {
                unserved.add(resource.name());
            }
        }
        return new Inspection(true, findings, unserved);
    }

    private static boolean uses(Access access, Set<String> tools) {
        return (access.get() != null && uses(access.get().ask(), tools))
                || (access.list() != null && uses(access.list().ask(), tools));
    }

    private static boolean uses(Access.Ask ask, Set<String> tools) {
        return ask instanceof Access.Ask.Tool(ToolTemplate call) && tools.contains(call.tool());
    }

    @Override
    public void close() {
        upstream.close();
    }
}
