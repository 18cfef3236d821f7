package dev.remit.privacy.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;

/**
 * A regular expression of an operator (the syntax of RE2), matched in linear time by RE2/J: on the text as it is, and, if
 * something in it may be hidden, on the text as a reader sees it. Immutable.
 */
final class Patterns implements Recogniser {
    private static final byte OTHER_LETTER = '?';

    private final Kind kind;
    private final Pattern pattern;

    /** @throws IllegalArgumentException if the expression is not valid or matches nothing at all */
    Patterns(Kind kind, String expression) {
        this.kind = kind;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern of " + kind + " is not one that RE2 takes: " + e.getDescription() + " "
                            + e.getPattern(),
                    e);
        }
        if (pattern.matcher("").matches()) {
            throw new IllegalArgumentException("the pattern of " + kind + " matches the empty text");
        }
    }

    @Override
    public Pass pass() {
        Block block = new Block();
        return (utf8, from, to, textFrom, textTo, found) -> {
            Matcher raw = pattern.matcher(Arrays.copyOfRange(utf8, from, to));
            while (raw.find()) {
                if (raw.end() > raw.start()) {
                    add(from + raw.start(), from + raw.end(), found);
                }
            }
            if (Block.tricks(utf8, from, to, textFrom) != 0) {
                block.fold(utf8, from, to, textFrom, true, false);
                folded(block, found);
            }
        };
    }

    private void folded(Block block, Findings found) {
        byte[] seen = Arrays.copyOfRange(block.t, block.from, block.to);
        for (int i = 0; i < seen.length; i++) {
            seen[i] = seen[i] < 0 ? OTHER_LETTER : seen[i];
        }
        Matcher matcher = pattern.matcher(seen);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                add(block.origin(block.from + matcher.start()), block.origin(block.from + matcher.end()), found);
            }
        }
    }

    private void add(int start, int end, Findings found) {
        found.add(kind, start, end, Tier.VALID, "a pattern of the operator");
    }
}
