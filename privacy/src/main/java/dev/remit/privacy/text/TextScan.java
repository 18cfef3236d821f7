package dev.remit.privacy.text;

import dev.remit.privacy.handling.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A coarse scan of free text, such as a ticket, that redacts what can be told by its structure: e-mail addresses, URLs
 * with credentials or parameters, IBANs, card numbers and other long numbers, phone numbers, US social security
 * numbers, keys and tokens in known formats or of high entropy, and passwords and codes behind a word that announces
 * them in English, German, French or Spanish.
 *
 * <p><strong>What it does not find:</strong> names, street addresses, dates of birth, health or anything else told in
 * prose; numbers spelled in words; short account numbers; national phone numbers that start with neither 0 nor a
 * parenthesis, unless grouped 3-3-4 or announced by a word. A text that passed is not anonymous.
 *
 * <p>In doubt it redacts: a number of 12 digits or more goes, whatever it is. Order numbers, prices, dates and times
 * stay. Each scanner reads the folded text (see {@link Folded}) from left to right and looks back and ahead a bounded
 * number of chars, so that the time is linear. Memory is about 6 bytes per char. Immutable and thread-safe.
 */
public final class TextScan {
    private static final List<Scanner> SCANNERS = List.of(
            new EmailScanner(),
            new UrlScanner(),
            new IbanScanner(),
            new NumberScanner(),
            new SecretScanner(),
            new AnnouncedSecretScanner());

    private final int limit;
    private final Set<Kind> granted;

    /**
     * @param limit most chars of a text, positive; a longer one is refused
     * @param granted kinds that the reader may see clear. {@link Kind#EMAIL} and {@link Kind#PHONE} are then kept,
     *     unless they overlap with something else; all other kinds change nothing, because what is found of them is
     *     never released in free text
     * @throws IllegalArgumentException if the limit is not positive
     */
    public TextScan(int limit, Set<Kind> granted) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit of a scan is positive, not " + limit);
        }
        this.limit = limit;
        this.granted = Set.copyOf(granted);
    }

    /** Scans a text; any string, of valid Unicode or not. */
    public ScanOutcome scan(String text) {
        if (text.length() > limit) {
            return new ScanOutcome.TooLong(text.length(), limit);
        }
        Folded folded = new Folded(text);
        List<Finding> found = new ArrayList<>();
        for (Scanner scanner : SCANNERS) {
            scanner.scan(folded, found);
        }
        found.sort(Comparator.comparingInt(Finding::start));
        List<Finding> kept = merged(found);
        return new ScanResult(replaced(text, kept), kept);
    }

    /** Joins what overlaps; a group goes unless all of it is granted. */
    private List<Finding> merged(List<Finding> found) {
        List<Finding> merged = new ArrayList<>();
        for (int i = 0; i < found.size(); ) {
            Finding group = found.get(i);
            boolean keep = group.kind().grantedBy(granted);
            for (i++; i < found.size() && group.overlaps(found.get(i)); i++) {
                Finding next = found.get(i);
                keep &= next.kind().grantedBy(granted);
                FindingKind name = group.kind().compareTo(next.kind()) <= 0 ? group.kind() : next.kind();
                group = new Finding(name, group.start(), Math.max(group.end(), next.end()));
            }
            if (!keep) {
                merged.add(group);
            }
        }
        return merged;
    }

    private static String replaced(String text, List<Finding> findings) {
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        for (Finding finding : findings) {
            replaced.append(text, done, finding.start()).append(finding.kind().label());
            done = finding.end();
        }
        return replaced.append(text, done, text.length()).toString();
    }
}
