package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.Token;
import java.util.function.Consumer;

/** Reports what stays in a text and starts like {@code ⟦kind:}, without holding anything back. */
final class Watch {
    private final Consumer<Unrestored> reports;
    private final StringBuilder seen = new StringBuilder();
    private boolean colon;

    Watch(Consumer<Unrestored> reports) {
        this.reports = reports;
    }

    void read(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!seen.isEmpty() || text[i] == Token.OPEN) {
                read(text[i]);
            }
        }
    }

    private void read(char c) {
        if (c == Token.OPEN) {
            end();
            seen.append(c);
        } else if (c == Token.CLOSE) {
            seen.append(c);
            report(Unrestored.Reason.UNKNOWN);
        } else if (seen.length() == Unrestored.LONGEST || !(isPart(c) || (c == ':' && !colon && seen.length() > 1))) {
            end();
        } else {
            colon |= c == ':';
            seen.append(c);
        }
    }

    /** What was seen goes on no more. */
    void end() {
        report(Unrestored.Reason.BROKEN);
    }

    private void report(Unrestored.Reason reason) {
        if (colon) {
            reports.accept(new Unrestored(reason, seen.toString()));
        }
        seen.setLength(0);
        colon = false;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == ' ' || c == '\\' || c == '*' || c == '_' || c == '`';
    }
}
