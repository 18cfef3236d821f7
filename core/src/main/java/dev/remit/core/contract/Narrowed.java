package dev.remit.core.contract;

import java.util.Map;
import java.util.Set;

public final class Narrowed {
    private Narrowed() {}

    public static Workflow intersection(Workflow a, Workflow b) {
        return a;
    }

    public static Workflow to(Workflow a, Map<String, Set<String>> f) {
        return a;
    }
}
