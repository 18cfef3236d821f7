package dev.remit.privacy.anonymise;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** When two cells say the same. */
final class Cells {
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private Cells() {}

    /** As it is shown: composed, without blanks around it and without what cannot be seen. */
    static String clean(String cell) {
        return plain(cell)
                ? cell.strip()
                : Normalizer.normalize(INVISIBLE.matcher(cell).replaceAll(""), Normalizer.Form.NFC)
                        .strip();
    }

    /**
     * As it is counted: cells that a reader takes for the same value are one, or a class would look more diverse, and a
     * person like several, by a blank or a capital letter.
     */
    static String counted(String cell) {
        String folded = plain(cell)
                ? cell
                : Normalizer.normalize(INVISIBLE.matcher(cell).replaceAll(""), Normalizer.Form.NFKC);
        return BLANKS.matcher(folded)
                .replaceAll(" ")
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean plain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
