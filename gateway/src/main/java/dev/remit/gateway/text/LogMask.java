package dev.remit.gateway.text;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The net under the log: takes out of a line what should not have got into it. The gateway logs no customer data; what a
 * driver or a library quotes in its messages is not in its hands.
 *
 * <p>Only kinds with a structure that little else has: mail addresses, cards, accounts, national ids, secrets, and phone
 * numbers with a country code. Names, dates, hosts and addresses of the network stay, since a log without them tells
 * nothing. Thread-safe.
 */
public final class LogMask {
    private static final Set<String> CLASSES = Set.of("sensitive", "financial", "secret");

    private LogMask() {}

    /** Made with the first line, because most commands log none. */
    private static final class Held {
        static final Detector DETECTOR = Detector.builder().only(kinds()).build();
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.EMAIL, Kind.PHONE));
        for (Kind kind : Kind.builtIn()) {
            if (CLASSES.contains(kind.dataClass())) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** The line with what it should not hold replaced; a line that cannot be read does not get through. */
    public static String mask(String line) {
        List<Finding> found;
        try {
            found = Held.DETECTOR.find(line);
        } catch (RuntimeException e) {
            return "A line is left out, because it could not be masked: "
                    + e.getClass().getName() + System.lineSeparator();
        }
        if (found.isEmpty()) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length());
        int done = 0;
        for (Finding finding : found) {
            if (finding.kind() == Kind.PHONE && line.charAt(finding.start()) != '+') {
                continue;
            }
            out.append(line, done, finding.start()).append(FreeText.marker(finding.kind()));
            done = finding.end();
        }
        return out.append(line, done, line.length()).toString();
    }
}
