package dev.remit.core.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what a checker finds, so that a person sees all mistakes at once. At most {@value #MOST_PER_FILE} findings
 * are kept of one file; past that one more says that there are others. Not thread-safe.
 */
public final class Findings {
    /** Nobody reads further, and a hostile text must not cost more memory than it is long. */
    public static final int MOST_PER_FILE = 100;

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
            Finding::location,
            Comparator.comparing(Location::file)
                    .thenComparingInt(Location::line)
                    .thenComparingInt(Location::column));

    private final List<Finding> found = new ArrayList<>();
    private final Map<String, Integer> perFile = new HashMap<>();
    private boolean errors;

    public void error(String code, Location location, String message, String hint) {
        add(Finding.error(code, location, message, hint));
    }

    public void warning(String code, Location location, String message, String hint) {
        add(Finding.warning(code, location, message, hint));
    }

    public void add(Finding finding) {
        errors |= finding.severity() == Severity.ERROR;
        int before = perFile.merge(finding.location().file(), 1, Integer::sum) - 1;
        if (before < MOST_PER_FILE) {
            found.add(finding);
        } else if (before == MOST_PER_FILE) {
            found.add(Finding.error(
                    "too-many-findings",
                    new Location(finding.location().file(), Integer.MAX_VALUE, 1),
                    "There are more findings in this file than are shown.",
                    "Correct those that are shown, then check again."));
        }
    }

    public void addAll(Iterable<Finding> findings) {
        findings.forEach(this::add);
    }

    public boolean hasErrors() {
        return errors;
    }

    /** By file, line and column; at one place, in the order found. */
    public List<Finding> sorted() {
        return found.stream().sorted(BY_PLACE).map(Findings::placed).toList();
    }

    /** The closing remark of a file is sorted last, but is about the whole file. */
    private static Finding placed(Finding finding) {
        if (finding.location().line() != Integer.MAX_VALUE) {
            return finding;
        }
        return new Finding(
                finding.severity(),
                finding.code(),
                finding.message(),
                finding.hint(),
                Location.of(finding.location().file()));
    }
}
