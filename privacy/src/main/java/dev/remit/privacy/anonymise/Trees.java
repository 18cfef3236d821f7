package dev.remit.privacy.anonymise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Trees over the values of a column. */
final class Trees {
    private Trees() {}

    /** By the characters of codes, without blanks and hyphens, in capitals; at most so many of them. */
    static Coding ofPrefixes(String[] values, int most) {
        String[] codes = new String[values.length];
        TreeMap<String, Integer> leaves = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            String code = values[i].replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
            int end = code.codePointCount(0, code.length()) <= most ? code.length() : code.offsetByCodePoints(0, most);
            codes[i] = end < code.length() ? code.substring(0, end) + Scale.ANY : code;
            leaves.put(codes[i], 0);
        }
        TreeScale.Builder tree = new TreeScale.Builder();
        Deque<Prefix> open = new ArrayDeque<>();
        open.push(new Prefix("", tree.root()));
        for (String leaf : List.copyOf(leaves.keySet())) {
            while (!leaf.startsWith(open.element().text())) {
                open.pop();
            }
            Prefix at = open.element();
            for (int end = at.text().length(); end < leaf.length(); ) {
                end += Character.charCount(leaf.codePointAt(end));
                String text = leaf.substring(0, end);
                at = new Prefix(text, tree.inner(at.node(), text + Scale.ANY));
                open.push(at);
            }
            leaves.put(leaf, tree.leaf(at.node(), leaf));
        }
        int[] placed = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            placed[i] = leaves.getOrDefault(codes[i], 0);
        }
        boolean[] all = new boolean[values.length];
        Arrays.fill(all, true);
        return new Coding(tree.build(), placed, all);
    }

    private record Prefix(String text, int node) {}

    /** By groups and groups of groups. */
    static Coding ofCategories(String[] values, Map<String, String> groups) {
        Group root = new Group();
        boolean[] placed = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            placed[i] = groups.isEmpty()
                    || groups.containsKey(values[i])
                    || groups.containsValue(values[i])
                    || values[i].isEmpty();
            root.add(placed[i] ? chain(values[i], groups) : List.of(), placed[i] ? values[i] : "");
        }
        TreeScale.Builder tree = new TreeScale.Builder();
        Map<String, Integer> codes = new HashMap<>();
        root.into(tree, tree.root(), codes);
        int[] coded = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            coded[i] = codes.getOrDefault(placed[i] ? values[i] : "", 0);
        }
        return new Coding(tree.build(), coded, placed);
    }

    /** The groups over a value, the widest first; a group that is a value itself is the lowest of its own. */
    private static List<String> chain(String value, Map<String, String> groups) {
        List<String> chain = new ArrayList<>();
        if (groups.containsValue(value)) {
            chain.add(value);
        }
        for (@Nullable String at = groups.get(value); at != null; at = groups.get(at)) {
            chain.addFirst(at);
        }
        return chain;
    }

    /** Sorted, so that the order of the rows does not matter. */
    private static final class Group {
        private final TreeMap<String, Group> groups = new TreeMap<>();
        private final TreeSet<String> values = new TreeSet<>();

        void add(List<String> chain, String value) {
            Group at = this;
            for (String each : chain) {
                at = at.groups.computeIfAbsent(each, _ -> new Group());
            }
            at.values.add(value);
        }

        void into(TreeScale.Builder tree, int node, Map<String, Integer> codes) {
            groups.forEach((name, group) -> group.into(tree, tree.inner(node, name), codes));
            values.forEach(value -> codes.put(value, tree.leaf(node, value)));
        }
    }
}
