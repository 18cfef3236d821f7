package dev.remit.gateway.propose;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that a catalog takes, made of those that a database has. Each is given once. For one thread. */
final class Naming {
    /** What a catalog takes as the name of a column, and with points between them of a table. */
    private static final String IDENTIFIER = "[\\p{L}_](?:[\\p{L}\\p{N}_$ -]{0,61}[\\p{L}\\p{N}_$])?";

    private static final Pattern COLUMN = Pattern.compile(IDENTIFIER);
    private static final Pattern TABLE = Pattern.compile(IDENTIFIER + "(?:\\." + IDENTIFIER + "){0,2}");

    /** Words that mean something else in row rules, in YAML, or as arguments of tools. */
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while",
            "now",
            "duration",
            "timestamp",
            "args",
            "has",
            "size",
            "int",
            "uint",
            "double",
            "bool",
            "string",
            "bytes",
            "list",
            "map",
            "type",
            "dyn");

    private static final Set<String> RESERVED_FIELDS = Set.of("true", "false", "null", "in");

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

    /** Whether a catalog can name such a column at all. */
    static boolean isColumn(String name) {
        return name.length() <= 63 && COLUMN.matcher(name).matches();
    }

    static boolean isTable(String name) {
        return name.length() <= 191 && TABLE.matcher(name).matches();
    }

    /** One of a table's things, in the singular: {@code sales.order_items} gives {@code order_item}. */
    String resource(String table) {
        String own = table.substring(table.lastIndexOf('.') + 1);
        return give(clean(String.join("_", Words.of(own).singular().all())), RESERVED);
    }

    String field(String column) {
        String plain = column.toLowerCase(Locale.ROOT);
        boolean fits = plain.matches("[a-z][a-z0-9_]{0,62}") && plain.equals(column);
        return give(fits ? plain : clean(String.join("_", Words.of(column).all())), RESERVED_FIELDS);
    }

    private String give(String wanted, Set<String> reserved) {
        String base = reserved.contains(wanted) ? wanted + "_" + suffix : wanted;
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
