package dev.remit.core.contract;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What the tools of a contract are called. */
public final class ToolNames {
    /** Finds the customer by what the caller says. */
    public static final String VERIFY = "verify_customer";

    /** Asks what became of an operation. */
    public static final String CHECK = "check_approval";

    /** Takes an operation back. */
    public static final String UNDO = "undo_action";

    /** Asks for a person. */
    public static final String ESCALATE = "escalate_to_human";

    private ToolNames() {}

    public static String get(String resource) {
        return "get_" + resource;
    }

    public static String list(String resource) {
        return "list_" + plural(resource);
    }

    /** The name under which a list stands: {@code order} → {@code orders}, {@code city} → {@code cities}. */
    public static String plural(String name) {
        int last = name.length() - 1;
        if (name.endsWith("y") && last > 0 && "aeiou".indexOf(name.charAt(last - 1)) < 0) {
            return name.substring(0, last) + "ies";
        }
        boolean hisses = name.endsWith("s") || name.endsWith("x") || name.endsWith("ch") || name.endsWith("sh");
        return name + (hisses ? "es" : "s");
    }

    /** All that a contract over these could have. */
    static Set<String> possible(Collection<String> resources, Collection<String> actions) {
        Set<String> names = new TreeSet<>(actions);
        for (String resource : resources) {
            names.add(get(resource));
            names.add(list(resource));
        }
        names.add(VERIFY);
        names.add(UNDO);
        return names;
    }
}
