package dev.remit.gateway.desk;

import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operations;
import dev.remit.gateway.state.Operations.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages of operations, the one that is due first first. Those that wait are in that order already, so that a page of all of
 * them costs what stands on it, however many wait; where only some of them fit, all are looked at and one page is kept.
 */
public final class Queue {
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})\\.([0-9A-Za-z_-]{1,64})");

    private Queue() {}

    private record Placed(Place place, Operation operation) {
        static Placed of(Operation operation) {
            return new Placed(Place.of(operation), operation);
        }
    }

    /**
     * A page.
     *
     * @param count how many fit, on all pages
     * @param next the cursor of the next page, or null after the last
     */
    record Page(
            List<Operation> operations, int count, @Nullable String next) {}

    /** The statuses that are named, or null where one of them is none. */
    public static @Nullable Set<Operation.Status> statuses(Set<String> labels) {
        Set<Operation.Status> statuses = EnumSet.noneOf(Operation.Status.class);
        for (String label : labels) {
            Operation.Status named = status(label);
            if (named == null) {
                return null;
            }
            statuses.add(named);
        }
        if (labels.isEmpty()) {
            for (Operation.Status each : Operation.Status.values()) {
                if (each.waits()) {
                    statuses.add(each);
                }
            }
        }
        return statuses;
    }

    private static Operation.@Nullable Status status(String label) {
        for (Operation.Status each : Operation.Status.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(label)) {
                return each;
            }
        }
        return null;
    }

    /** Whether it is a cursor that a page could have ended with. */
    static boolean wellFormed(String cursor) {
        return CURSOR.matcher(cursor).matches();
    }

    /**
     * {@code {count, operations, next}}: a page as people see it.
     *
     * @param sees whether it is theirs to see; null where all is
     */
    public static ObjectNode answer(
            Operations all, Set<Operation.Status> statuses, Filter filter, @Nullable Predicate<Operation> sees) {
        boolean waiting = statuses.stream().allMatch(Operation.Status::waits);
        boolean everything =
                sees == null && filter.workflow() == null && filter.tenant() == null && filter.conversation() == null;
        Page page = waiting && everything
                ? ordered(all, statuses, filter.limit(), after(filter.cursor()))
                : page(
                        all.all(),
                        operation -> statuses.contains(operation.status())
                                && (sees == null || sees.test(operation))
                                && fits(filter.workflow(), operation.what().workflow())
                                && fits(filter.tenant(), operation.what().tenant())
                                && fits(filter.conversation(), operation.what().conversation()),
                        filter.limit(),
                        filter.cursor());
        ObjectNode answer = DeskJson.object().put("count", page.count());
        ArrayNode lines = answer.putArray("operations");
        page.operations().forEach(operation -> lines.add(DeskJson.line(operation)));
        return answer.put("next", page.next());
    }

    private static Page ordered(Operations all, Set<Operation.Status> statuses, int limit, @Nullable Place after) {
        int count = 0;
        List<Placed> first = new ArrayList<>();
        for (Operation.Status status : statuses) {
            count += all.waiting(status);
            for (Operation operation : all.waiting(status, after, limit + 1)) {
                first.add(Placed.of(operation));
            }
        }
        return cut(first, count, limit);
    }

    private static boolean fits(@Nullable String wanted, String is) {
        return wanted == null || wanted.equals(is);
    }

    static Page page(Collection<Operation> all, Predicate<Operation> fits, int limit, @Nullable String cursor) {
        Place after = after(cursor);
        int count = 0;
        PriorityQueue<Placed> first =
                new PriorityQueue<>(Comparator.comparing(Placed::place).reversed());
        for (Operation operation : all) {
            if (!fits.test(operation)) {
                continue;
            }
            count++;
            Placed placed = Placed.of(operation);
            if (after != null && placed.place().compareTo(after) <= 0) {
                continue;
            }
            Placed last = first.peek();
            if (first.size() <= limit || last == null || placed.place().compareTo(last.place()) < 0) {
                first.add(placed);
                if (first.size() > limit + 1) {
                    first.remove();
                }
            }
        }
        return cut(new ArrayList<>(first), count, limit);
    }

    private static Page cut(List<Placed> sorted, int count, int limit) {
        sorted.sort(Comparator.comparing(Placed::place));
        boolean more = sorted.size() > limit;
        List<Placed> shown = more ? sorted.subList(0, limit) : sorted;
        Place end = more ? shown.getLast().place() : null;
        return new Page(
                shown.stream().map(Placed::operation).toList(), count, end == null ? null : end.due() + "." + end.id());
    }

    private static @Nullable Place after(@Nullable String cursor) {
        Matcher parts = CURSOR.matcher(cursor == null ? "" : cursor);
        return parts.matches() ? new Place(Long.parseLong(parts.group(1)), parts.group(2)) : null;
    }
}
