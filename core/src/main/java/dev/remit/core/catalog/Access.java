package dev.remit.core.catalog;

import dev.remit.core.template.Pointer;
import dev.remit.core.template.RequestTemplate;
import java.util.List;
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

    /** @param item where the row stands in the answer */
    public record Get(RequestTemplate request, Pointer item) {}

    /**
     * @param items where the list of rows stands in the answer
     * @param next where the mark for the next page stands, or null where the answer is all there is
     */
    public record Listing(
            RequestTemplate request,
            Pointer items,
            @Nullable Pointer next) {}

    /** A text that is the same for two accesses if, and only if, they mean the same: for digests. */
    public String text() {
        List<String> parts = List.of(
                get == null ? "" : get.request().text(),
                get == null ? "" : get.item().text(),
                list == null ? "" : list.request().text(),
                list == null ? "" : list.items().text(),
                list == null || list.next() == null ? "" : list.next().text());
        StringBuilder out = new StringBuilder(get == null ? "" : "get ").append(list == null ? "" : "list ");
        parts.forEach(part -> out.append(part.length()).append(':').append(part));
        return out.toString();
    }
}
