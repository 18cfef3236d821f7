package dev.remit.privacy.anonymise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tree over values; each node covers codes that are neighbours. */
final class TreeScale implements Scale {
    private final int[] leaves;
    private final int[] parents;
    private final int[] firsts;
    private final int[] lasts;
    private final List<String> labels;

    private TreeScale(Builder built) {
        int nodes = built.labels.size();
        leaves = built.leaves.stream().mapToInt(Integer::intValue).toArray();
        parents = built.parents.stream().mapToInt(Integer::intValue).toArray();
        labels = List.copyOf(built.labels);
        firsts = new int[nodes];
        lasts = new int[nodes];
        Arrays.fill(firsts, Integer.MAX_VALUE);
        Arrays.fill(lasts, -1);
        for (int code = 0; code < leaves.length; code++) {
            for (int node = leaves[code]; node >= 0; node = parents[node]) {
                firsts[node] = Math.min(firsts[node], code);
                lasts[node] = Math.max(lasts[node], code);
            }
        }
    }

    /** Takes nodes from the root down, children after one another, so that leaves get their codes in that order. */
    static final class Builder {
        private final List<Integer> leaves = new ArrayList<>();
        private final List<Integer> parents = new ArrayList<>();
        private final List<String> labels = new ArrayList<>();

        /** The root; its label is {@link #ANY}. */
        int root() {
            return add(-1, ANY);
        }

        int inner(int parent, String label) {
            return add(parent, label);
        }

        /** @return its code */
        int leaf(int parent, String label) {
            leaves.add(add(parent, label));
            return leaves.size() - 1;
        }

        TreeScale build() {
            return new TreeScale(this);
        }

        private int add(int parent, String label) {
            parents.add(parent);
            labels.add(label);
            return labels.size() - 1;
        }
    }

    @Override
    public int size() {
        return leaves.length;
    }

    @Override
    public String label(int least, int greatest) {
        return labels.get(over(least, greatest));
    }

    @Override
    public double loss(int least, int greatest) {
        int node = over(least, greatest);
        return least == greatest || leaves.length < 2 ? 0 : (double) (lasts[node] - firsts[node]) / (leaves.length - 1);
    }

    /** The lowest node over both. */
    int over(int least, int greatest) {
        int node = leaves[least];
        while (lasts[node] < greatest) {
            node = parents[node];
        }
        return node;
    }

    /** The greatest code below that child of a node that a code is under. */
    int lastOfChild(int node, int code) {
        int child = leaves[code];
        while (parents[child] != node) {
            child = parents[child];
        }
        return lasts[child];
    }
}
