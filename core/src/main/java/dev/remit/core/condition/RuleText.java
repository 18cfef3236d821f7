package dev.remit.core.condition;

import dev.remit.core.finding.Location;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a rule and where it stands in its file. Offsets are in code points, as CEL counts them. */
final class RuleText {
    /** CEL's NUM_FLOAT; an exponent of more than three digits is no number that anyone means. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]*(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?(?![0-9eE.])");

    private final String text;
    private final int[] codePoints;
    private final Location where;

    RuleText(String text, Location where) {
        this.text = text;
        this.codePoints = text.codePoints().toArray();
        this.where = where;
    }

    int length() {
        return codePoints.length;
    }

    /** Where an offset stands in the file. */
    Location at(int offset) {
        if (where.line() == 0) {
            return where;
        }
        int line = where.line();
        int column = where.column();
        for (int i = 0; i < Math.min(offset, codePoints.length); i++) {
            if (codePoints[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Location(where.file(), line, column);
    }

    /** The offset of a place that the parser names by line (1-based) and column (0-based). */
    int offset(int line, int column) {
        int offset = 0;
        for (int left = line; left > 1 && offset < codePoints.length; offset++) {
            if (codePoints[offset] == '\n') {
                left--;
            }
        }
        return Math.min(offset + Math.max(column, 0), codePoints.length);
    }

    /** The decimal literal that starts at an offset, or null where it has no sane exponent. */
    @Nullable
    String decimalAt(int offset) {
        Matcher literal = DECIMAL.matcher(text);
        literal.region(text.offsetByCodePoints(0, offset), text.length());
        return literal.lookingAt() && !literal.group().isEmpty() ? literal.group() : null;
    }

    /** Where a name starts that ends before an offset, blanks between them aside; the offset itself if it does not. */
    int startOf(String name, int offset) {
        int end = beforeBlanks(offset);
        int[] wanted = name.codePoints().toArray();
        int start = end - wanted.length;
        if (start < 0) {
            return offset;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (codePoints[start + i] != wanted[i]) {
                return offset;
            }
        }
        return start;
    }

    private int beforeBlanks(int offset) {
        int end = offset;
        while (end > 0 && Character.isWhitespace(codePoints[end - 1])) {
            end--;
        }
        return end;
    }
}
