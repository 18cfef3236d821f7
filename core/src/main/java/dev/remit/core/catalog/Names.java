package dev.remit.core.catalog;

import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that people may choose. */
public final class Names {
    static final Shape<String> SOURCE = Shapes.text(
            "a name: lower-case letters, digits, '_' and '-', a letter first",
            Pattern.compile("[a-z][a-z0-9_-]{0,62}"),
            63);
    static final Shape<String> RESOURCE = Shapes.text(
            "a name: lower-case letters, digits and '_', a letter first, at most 41",
            Pattern.compile("[a-z][a-z0-9_]{0,40}"),
            41);
    static final Shape<String> FIELD = Shapes.text(
            "a name: lower-case letters, digits and '_', a letter first, at most 63",
            Pattern.compile("[a-z][a-z0-9_]{0,62}"),
            63);
    static final Shape<String> TENANT = Shapes.text(
            "a tenant's name: letters, digits, '.', '_' and '-'",
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}"),
            63);

    /**
     * A table's or column's name: letters of any script, digits, {@code _}, {@code $}, and spaces and hyphens inside.
     * It is always quoted in SQL; quotes, backslashes, brackets and controls are kept out all the same.
     */
    static final String IDENTIFIER = "[\\p{L}_](?:[\\p{L}\\p{N}_$ -]{0,61}[\\p{L}\\p{N}_$])?";

    private static final Pattern PLAIN = Pattern.compile(IDENTIFIER);
    private static final Pattern QUALIFIED = Pattern.compile(IDENTIFIER + "(?:\\." + IDENTIFIER + "){0,2}");

    static final Shape<String> COLUMN =
            Shapes.text("a column: letters, digits, '_' and '$'; spaces and '-' inside", PLAIN, 63);
    static final Shape<String> TABLE = Shapes.text(
            "a table, or schema.table: letters, digits, '_' and '$'; spaces and '-' inside", QUALIFIED, 191);

    /** Words that mean something else in a row rule. */
    private static final Set<String> RESERVED_IN_RULES = Set.of(
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

    private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "in");

    /** What a statement and a template can name besides arguments and facts. */
    static final List<String> GIVEN = List.of("subject", "tenant", "operation");

    private Names() {}

    /** Whether a catalog can name a column so. */
    public static boolean isColumn(String name) {
        return name.length() <= 63 && PLAIN.matcher(name).matches();
    }

    /** Whether a catalog can name a table so; schemas are parts of it. */
    public static boolean isTable(String name) {
        return name.length() <= 191 && QUALIFIED.matcher(name).matches();
    }

    /** Whether a resource cannot be called so, because rules mean something else by it. */
    public static boolean reservedForResources(String name) {
        return RESERVED_IN_RULES.contains(name) || KEYWORDS.contains(name);
    }

    /** Whether a field cannot be called so. */
    public static boolean reservedForFields(String name) {
        return KEYWORDS.contains(name);
    }

    /** Whether what is looked up for an action cannot be called so: its conditions, or its statement, mean something else. */
    static boolean reservedForFacts(String name) {
        return reservedForResources(name) || name.equals("grant") || GIVEN.contains(name);
    }

    /** Arguments that every list tool has. */
    static boolean reservedForFilters(String name) {
        return name.equals("limit") || name.equals("cursor") || name.equals("order_by");
    }
}
