package dev.remit.gateway.cli;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Severity;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Findings as compilers print them: {@code file:line:column: error [code] message}, and what to do below. */
public final class FindingsText {
    private FindingsText() {}

    /** @param stream of the terminal: {@code out} where the findings are the answer */
    public static void print(Terminal terminal, PrintStream stream, List<Finding> findings) {
        for (Finding finding : findings) {
            stream.println(place(terminal, finding) + ": " + severity(terminal, finding.severity()) + " ["
                    + finding.code() + "] " + finding.message());
            if (!finding.hint().isEmpty()) {
                stream.println("  hint: " + finding.hint());
            }
        }
    }

    /** Such as {@code 2 errors, 1 warning}. */
    public static String summary(List<Finding> findings) {
        return count(errors(findings), "error") + ", "
                + count(
                        findings.stream()
                                .filter(finding -> finding.severity() == Severity.WARNING)
                                .count(),
                        "warning");
    }

    static long errors(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
    }

    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** The finding's file, as short as it can be said from here. */
    static String file(Terminal terminal, Finding finding) {
        return terminal.shown(Path.of(finding.location().file()));
    }

    private static String place(Terminal terminal, Finding finding) {
        String file = file(terminal, finding);
        int line = finding.location().line();
        return line == 0 ? file : file + ":" + line + ":" + finding.location().column();
    }

    private static String severity(Terminal terminal, Severity severity) {
        String label = severity.name().toLowerCase(Locale.ROOT);
        return switch (severity) {
            case ERROR -> terminal.paint(Terminal.Colour.RED, label);
            case WARNING -> terminal.paint(Terminal.Colour.YELLOW, label);
            case NOTE -> label;
        };
    }
}
