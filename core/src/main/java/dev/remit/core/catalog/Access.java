package dev.remit.core.catalog;

import dev.remit.core.template.Pointer;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.template.ToolTemplate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a resource are had from an upstream, which is asked by requests and not by statements. At least one of
 * both is there; where there is no listing, {@code get} does not ask for a key, and gives the one row that there is.
 *
 * @param get how to ask for one row
 * @param list how to ask for rows
 */
public record Access(@Nullable Get get, @Nullable Listing list) {
    /** The grant's customer, tenant, and the key that is asked for, as placeholders. */
    public static final String SUBJECT = "subject";

    public static final String TENANT = "tenant";
    public static final String KEY = "key";

    /** The upstream's mark for the next page; absent for the first. */
    public static final String CURSOR = "cursor";

    /** What a placeholder for a filter begins with: {@code filter.status}. */
    public static final String FILTER = "filter.";

    /** How an upstream is asked. */
    public sealed interface Ask {
        /** The names of all values that are put in. */
        Set<String> names();

        String text();

        /** By a request of HTTP. */
        record Http(RequestTemplate request) implements Ask {
            @Override
            public Set<String> names() {
                return request.names();
            }

            @Override
            public String text() {
                return request.text();
            }
        }

        /** By a tool of an MCP server, which the source pins. */
        record Tool(ToolTemplate call) implements Ask {
            @Override
            public Set<String> names() {
                return call.names();
            }

            @Override
            public String text() {
                return call.text();
            }
        }
    }

    /** @param item where the row stands in the answer */
    public record Get(Ask ask, Pointer item) {}

    /**
     * @param items where the list of rows stands in the answer
     * @param next where the mark for the next page stands, or null where the answer is all there is
     */
    public record Listing(Ask ask, Pointer items, @Nullable Pointer next) {}

    /** A text that is the same for two accesses if, and only if, they mean the same: for digests. */
    public String text() {
        List<String> parts = List.of(
                get == null ? "" : get.ask().text(),
                get == null ? "" : get.item().text(),
                list == null ? "" : list.ask().text(),
                list == null ? "" : list.items().text(),
                list == null || list.next() == null ? "" : list.next().text());
        StringBuilder out = new StringBuilder(get == null ? "" : "get ").append(list == null ? "" : "list ");
        parts.forEach(part -> out.append(part.length()).append(':').append(part));
        return out.toString();
    }
}
