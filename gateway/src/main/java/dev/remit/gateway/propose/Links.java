package dev.remit.gateway.propose;

import dev.remit.core.catalog.Names;
import dev.remit.gateway.source.SurveyedTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tables point at which others: foreign keys, and where there is none, columns named like another table's key. */
final class Links {
    /** Who did something with a row is not whose it is. */
    private static final Set<String> ACTORS = Set.of(
            "by",
            "assigned",
            "assignee",
            "agent",
            "staff",
            "manager",
            "author",
            "reviewer",
            "approver",
            "referrer",
            "referred",
            "operator",
            "creator",
            "editor",
            "handler",
            "supervisor",
            "parent",
            "sender",
            "recipient",
            "advisor",
            "seller",
            "vendor");

    private final Map<String, SurveyedTable> tables = new LinkedHashMap<>();
    private final Map<String, List<Link>> from = new HashMap<>();

    /**
     * One table's column points at another's.
     *
     * @param declared whether the database says so
     * @param actor whether its name says who did something
     */
    record Link(
            SurveyedTable table, String column, SurveyedTable to, String toColumn, boolean declared, boolean actor) {}

    Links(List<SurveyedTable> all) {
        all.forEach(table -> tables.put(table.name(), table));
        all.forEach(table -> from.put(table.name(), declared(table)));
        all.forEach(this::guess);
    }

    List<Link> of(SurveyedTable table) {
        return from.getOrDefault(table.name(), List.of());
    }

    /** How many other tables point at it. */
    int pointingAt(SurveyedTable table) {
        return (int) from.values().stream()
                .flatMap(List::stream)
                .filter(link -> same(link.to(), table) && !same(link.table(), table))
                .count();
    }

    private List<Link> declared(SurveyedTable table) {
        List<Link> links = new ArrayList<>();
        for (SurveyedTable.Link link : table.links()) {
            SurveyedTable to = find(link.table());
            List<String> targets = link.toColumns().isEmpty() && to != null ? to.primaryKey() : link.toColumns();
            if (to != null && link.columns().size() == 1 && targets.size() == 1) {
                String column = actual(table, link.columns().getFirst());
                links.add(new Link(table, column, to, actual(to, targets.getFirst()), true, isActor(column, to)));
            }
        }
        return links;
    }

    /** SQLite takes names in any case. */
    private @Nullable SurveyedTable find(String name) {
        SurveyedTable exact = tables.get(name);
        return exact != null
                ? exact
                : tables.values().stream()
                        .filter(table -> table.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
    }

    private static String actual(SurveyedTable table, String column) {
        return table.columns().stream()
                .map(SurveyedTable.Column::name)
                .filter(name -> name.equalsIgnoreCase(column))
                .findFirst()
                .orElse(column);
    }

    private void guess(SurveyedTable table) {
        List<Link> links = from.getOrDefault(table.name(), new ArrayList<>());
        for (SurveyedTable.Column column : table.columns()) {
            Words name = Words.of(column.name());
            boolean taken = links.stream().anyMatch(link -> link.column().equals(column.name()))
                    || table.links().stream().anyMatch(link -> link.columns().contains(column.name()));
            if (taken
                    || column.name().equals(key(table))
                    || !NameRules.identifies(name)
                    || name.all().size() < 2) {
                continue;
            }
            SurveyedTable to = meant(table, column, name);
            String key = to == null ? null : key(to);
            if (to != null && key != null && sameType(column, to, key)) {
                links.add(new Link(table, column.name(), to, key, false, isActor(column.name(), to)));
            }
        }
        from.put(table.name(), links);
    }

    /** The table whose key has this name, or whose name this one begins with; null where it may be several. */
    private @Nullable SurveyedTable meant(SurveyedTable table, SurveyedTable.Column column, Words name) {
        Words thing = new Words(name.all().subList(0, name.all().size() - 1), "");
        List<SurveyedTable> meant = tables.values().stream()
                .filter(other -> !same(other, table) && key(other) != null)
                .filter(other ->
                        (column.name().equals(key(other)) && !column.name().equalsIgnoreCase("id"))
                                || Words.of(own(other)).singular().all().equals(thing.all()))
                .toList();
        if (meant.size() <= 1) {
            return meant.isEmpty() ? null : meant.getFirst();
        }
        List<SurveyedTable> named = meant.stream()
                .filter(other -> Words.of(own(other)).singular().all().equals(thing.all()))
                .toList();
        return named.size() == 1 ? named.getFirst() : null;
    }

    private static boolean same(SurveyedTable one, SurveyedTable other) {
        return one.name().equals(other.name());
    }

    private static boolean isReadable(SurveyedTable table, String column) {
        return table.columns().stream()
                .anyMatch(each -> each.name().equals(column) && each.readable() && each.type() != null);
    }

    private static int position(SurveyedTable table, String column) {
        return table.columns().stream().map(SurveyedTable.Column::name).toList().indexOf(column);
    }

    private static String own(SurveyedTable table) {
        return table.name().substring(table.name().lastIndexOf('.') + 1);
    }

    private static boolean sameType(SurveyedTable.Column column, SurveyedTable to, String key) {
        return to.columns().stream()
                .anyMatch(
                        other -> other.name().equals(key) && other.sourceType().equalsIgnoreCase(column.sourceType()));
    }

    private static boolean isActor(String column, SurveyedTable to) {
        Words name = Words.of(column);
        boolean says = name.all().stream().anyMatch(ACTORS::contains);
        return says && !name.hasPhrase(Words.of(own(to)).singular().all());
    }

    /** The one column that tells a table's rows apart; null where there is none, or where they are several. */
    static @Nullable String key(SurveyedTable table) {
        if (table.primaryKey().size() == 1) {
            return table.primaryKey().getFirst();
        }
        if (!table.primaryKey().isEmpty()) {
            return notNull(table);
        }
        return table.view() ? null : notNull(table);
    }

    private static @Nullable String notNull(SurveyedTable table) {
        return table.unique().stream()
                .filter(columns -> columns.size() == 1)
                .map(List::getFirst)
                .filter(name -> table.columns().stream()
                        .anyMatch(column -> column.name().equals(name) && !column.nullable()))
                .findFirst()
                .orElse(null);
    }

    /** The ways to a table from all from which there is one: the first step of the shortest, of equals the best. */
    Map<SurveyedTable, Step> waysTo(SurveyedTable end, Set<SurveyedTable> usable) {
        Map<SurveyedTable, Step> ways = new LinkedHashMap<>();
        Deque<SurveyedTable> reached = new ArrayDeque<>(List.of(end));
        Map<SurveyedTable, Integer> distance = new HashMap<>(Map.of(end, 0));
        while (!reached.isEmpty()) {
            SurveyedTable here = reached.removeFirst();
            int next = distance.getOrDefault(here, 0) + 1;
            for (SurveyedTable table : tables.values()) {
                List<Link> direct = of(table).stream()
                        .filter(link -> same(link.to(), here) && !same(link.table(), here) && !link.actor())
                        .filter(link -> Names.isColumn(link.column()) && Names.isColumn(link.toColumn()))
                        .filter(link -> isReadable(table, link.column()) && isReadable(here, link.toColumn()))
                        .sorted(Comparator.comparingInt(link -> position(table, link.column())))
                        .toList();
                if (direct.isEmpty() || same(table, end) || ways.containsKey(table) || next > MOST_JOINS) {
                    continue;
                }
                Step step = best(direct);
                ways.put(table, step);
                distance.put(table, next);
                // No way leads on through what somebody must decide on first.
                if (usable.contains(table) && step.others().isEmpty()) {
                    reached.addLast(table);
                }
            }
        }
        return ways;
    }

    private static final int MOST_JOINS = 7;

    /**
     * One step of a way.
     *
     * @param others further columns that would lead there as well; somebody must choose
     */
    record Step(Link link, List<String> others) {}

    private static Step best(List<Link> direct) {
        if (direct.size() == 1) {
            return new Step(direct.getFirst(), List.of());
        }
        List<Link> named = direct.stream().filter(Links::namedLikeIt).toList();
        if (named.size() == 1) {
            return new Step(named.getFirst(), List.of());
        }
        return new Step(
                direct.getFirst(),
                direct.stream()
                        .skip(1)
                        .map(Link::column)
                        .filter(column -> !column.equals(direct.getFirst().column()))
                        .toList());
    }

    private static boolean namedLikeIt(Link link) {
        Words column = Words.of(link.column());
        List<String> thing = Words.of(own(link.to())).singular().all();
        return link.column().equals(link.toColumn())
                || (column.all().size() == thing.size() + 1
                        && column.all().subList(0, thing.size()).equals(thing));
    }
}
