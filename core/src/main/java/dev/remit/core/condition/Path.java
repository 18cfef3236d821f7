package dev.remit.core.condition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to a value: a variable, and the members of rows in it. */
record Path(String variable, List<String> members) {
    Path {
        members = List.copyOf(members);
    }

    /** What stands there; null where nothing does, whyever. */
    @Nullable
    Object value(Frame frame) {
        Object found = frame.values().get(variable);
        for (int i = 0; i < members.size(); i++) {
            if (!(found instanceof Map<?, ?> row)) {
                return null;
            }
            found = row.get(members.get(i));
        }
        return found;
    }

    /** Whether anything can be said of the value: its variable was handed in, and every row on the way is there. */
    boolean reachable(Frame frame) {
        if (members.isEmpty()) {
            return frame.values().containsKey(variable);
        }
        return new Path(variable, members.subList(0, members.size() - 1)).value(frame) instanceof Map;
    }
}
