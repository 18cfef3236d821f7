package dev.remit.gateway.propose;

import dev.remit.core.catalog.Names;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Names that a catalog takes, made of those that a database has. Each is given once. For one thread. */
final class Naming {
    private final Set<String> taken;
    private final int longest;
    private final String suffix;

    private Naming(Set<String> taken, int longest, String suffix) {
        this.taken = new HashSet<>(taken);
        this.longest = longest;
        this.suffix = suffix;
    }

    /** @param taken names that other catalogs have */
    static Naming resources(Set<String> taken) {
        return new Naming(taken, 41, "row");
    }

    static Naming fields() {
        return new Naming(Set.of(), 63, "value");
    }

    /** One of a table's things, in the singular: {@code sales.order_items} gives {@code order_item}. */
    String resource(String table) {
        String own = table.substring(table.lastIndexOf('.') + 1);
        return give(clean(String.join("_", Words.of(own).singular().all())), Names::reservedForResources);
    }

    String field(String column) {
        String plain = column.toLowerCase(Locale.ROOT);
        boolean fits = plain.matches("[a-z][a-z0-9_]{0,62}") && plain.equals(column);
        return give(fits ? plain : clean(String.join("_", Words.of(column).all())), Names::reservedForFields);
    }

    private String give(String wanted, Predicate<String> reserved) {
        String base = reserved.test(wanted) ? wanted + "_" + suffix : wanted;
        String name = cut(base, "");
        for (int n = 2; !taken.add(name); n++) {
            name = cut(base, "_" + n);
        }
        return name;
    }

    private String cut(String base, String end) {
        return base.substring(0, Math.min(base.length(), longest - end.length())) + end;
    }

    private String clean(String name) {
        String ascii =
                name.replaceAll("[^a-z0-9_]+", "_").replaceAll("_{2,}", "_").replaceAll("^_|_$", "");
        if (ascii.isEmpty()) {
            return suffix;
        }
        return Character.isLetter(ascii.charAt(0)) ? ascii : suffix + "_" + ascii;
    }
}
