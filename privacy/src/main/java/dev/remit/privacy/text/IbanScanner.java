package dev.remit.privacy.text;

import dev.remit.privacy.check.IbanCheck;
import java.util.List;

/** IBANs whose check digits hold, in one piece or with up to two separators between the characters behind the check digits. */
final class IbanScanner implements Scanner {
    /** Country and check digits: always in one piece, or every "on 12 March" would be tried. */
    private static final int HEAD = 4;

    /** No country's account numbers have fewer, check digits included; prose that fits by chance does. */
    private static final int FEWEST_DIGITS = 10;

    @Override
    public void scan(Folded text, List<Finding> findings) {
        for (int i = 0; i < text.length; i++) {
            if (Folded.isAsciiLetter(text.at(i))) {
                int end = end(text, i);
                if (end > 0) {
                    findings.add(text.finding(FindingKind.IBAN, i, end));
                    i = end - 1;
                }
            }
        }
    }

    /** The index behind the longest IBAN that starts here; -1 if none does. */
    private static int end(Folded text, int start) {
        IbanCheck check = new IbanCheck();
        int end = -1;
        int digits = 0;
        int i = start;
        while (check.take(text.at(i))) {
            digits += Folded.isDigit(text.at(i)) ? 1 : 0;
            i++;
            boolean wordEnds = !Folded.isDigit(text.at(i)) && !Folded.isAsciiLetter(text.at(i));
            if (wordEnds && digits >= FEWEST_DIGITS && check.endsHere()) {
                end = i;
            }
            int next = i;
            while (i - start >= HEAD && next - i < 2 && " -./_\n".indexOf(text.at(next)) >= 0) {
                next++;
            }
            i = next;
        }
        return end;
    }
}
