package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with named parameters. What is quoted or a comment is left alone, and so is {@code ::}. It is one
 * statement that acts on rows, and it is not a broad one.
 */
final class StatementText {
    /** In the order of the alternatives: what is skipped, then what is a parameter, then what ends a statement. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*+'" // text
                    + "|\"(?:[^\"]|\"\")*+\"" // a name
                    + "|--[^\\n]*+" // a comment
                    + "|/\\*.*?\\*/"
                    + "|\\$([A-Za-z_]*)\\$.*?\\$\\1\\$" // text of PostgreSQL
                    + "|::"
                    + "|:(?<name>[a-z][a-z0-9_]*)"
                    + "|(?<end>;)"
                    + "|(?<mark>\\?)"
                    + "|(?<open>['\"]|/\\*|\\$[A-Za-z_]*\\$)"
                    + "|(?<word>[A-Za-z_][A-Za-z0-9_]*)",
            Pattern.DOTALL);

    private static final Set<String> VERBS = Set.of("INSERT", "UPDATE", "DELETE", "SELECT", "CALL", "WITH", "MERGE");

    private StatementText() {}

    /**
     * The statement, or null where it is none; why is then among the findings.
     *
     * @param known what parameters may name
     */
    static Means.@Nullable Statement read(
            String written, Location at, Collection<String> known, ActionFile.Changes changes, Findings findings) {
        StringBuilder sql = new StringBuilder();
        List<String> parameters = new ArrayList<>();
        List<String> words = new ArrayList<>();
        String text = written.strip();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            String name = matcher.group("name");
            if (matcher.group("end") != null || matcher.group("mark") != null || matcher.group("open") != null) {
                findings.error(
                        "statement",
                        at,
                        matcher.group("open") != null
                                ? "A quote or a comment in the statement is not closed."
                                : "A '" + matcher.group() + "' cannot stand in the statement.",
                        "Write one statement without ';', and parameters as :name.");
                return null;
            }
            sql.append(text, end, matcher.start());
            end = matcher.end();
            if (name == null) {
                sql.append(matcher.group());
                if (matcher.group("word") != null) {
                    words.add(matcher.group("word").toUpperCase(Locale.ROOT));
                }
            } else if (known.contains(name)) {
                sql.append('?');
                parameters.add(name);
            } else {
                findings.error(
                        "unknown-parameter",
                        at,
                        "The statement uses :" + name + ", which is neither an argument nor a fact.",
                        Nearest.hint(name, known, "Known: " + String.join(", ", known) + "."));
                return null;
            }
        }
        sql.append(text, end, text.length());
        return words.isEmpty() || !VERBS.contains(words.getFirst())
                ? refused(at, findings)
                : new Means.Statement(sql.toString(), parameters, changes.fewest(), changes.most());
    }

    private static Means.@Nullable Statement refused(Location at, Findings findings) {
        findings.error(
                "statement",
                at,
                "The statement does not act on rows.",
                "It begins with " + String.join(", ", VERBS.stream().sorted().toList()) + ".");
        return null;
    }

    /** Whether it changes rows without saying which. */
    static boolean broad(Means.Statement statement) {
        List<String> words = words(statement);
        boolean changes = words.contains("UPDATE") || words.contains("DELETE");
        return changes && !words.contains("WHERE") && !words.contains("CALL");
    }

    /** Whether it puts in rows, and changes none. */
    static boolean adds(Means.Statement statement) {
        List<String> words = words(statement);
        return words.getFirst().equals("INSERT")
                && !words.contains("UPDATE")
                && !words.contains("DELETE")
                && !words.contains("MERGE")
                && !words.contains("REPLACE");
    }

    private static List<String> words(Means.Statement statement) {
        List<String> words = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(statement.sql().replace("?", " "));
        while (matcher.find()) {
            if (matcher.group("word") != null) {
                words.add(matcher.group("word").toUpperCase(Locale.ROOT));
            }
        }
        return words;
    }
}
