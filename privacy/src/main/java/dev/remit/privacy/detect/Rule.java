package dev.remit.privacy.detect;

import dev.remit.privacy.check.Check;
import java.util.Arrays;

/**
 * How an identifier of fixed length is told: which characters are letters and which digits, how it is grouped, what its
 * check digits say, and which words announce it. Immutable.
 */
final class Rule {
    private static final String WITH_CHECK = "check digits";
    static final String WITH_SHAPE = "shape";

    /** Separators of an identifier that is told by its letters, so that its groups may be any. */
    static final String ANY_GROUPS = " -./_";

    /** Of any form; a run of more cannot be told by its shape. */
    private static final int MOST_GROUPS = 10;

    /** Where letters must be, and where digits must be, as a bit for each. */
    record Places(long letters, long digits) {}

    final Kind kind;
    final int length;
    final long context;
    private final long letters;
    private final long digits;
    private final long[] shapes;
    private final boolean[] separators = new boolean[128];
    private final Check check;
    private final boolean checked;
    private final boolean anyGroups;
    private final Tier bare;
    private final Tier grouped;

    /**
     * @param pattern {@code 9} for a digit, {@code A} for a letter, {@code X} for either, {@code -} between groups; forms
     *     that differ only in their groups are separated by {@code |}
     * @param separators what may stand between groups, the same between all of them
     * @param checked whether the check has check digits, so that it is proof
     * @param bare how sure it is if written without separators and not announced
     * @param grouped the same if grouped as in the pattern
     */
    Rule(
            Kind kind,
            String pattern,
            String separators,
            Check check,
            boolean checked,
            Tier bare,
            Tier grouped,
            long context) {
        String[] forms = pattern.split("\\|");
        String compact = forms[0].replace("-", "");
        this.kind = kind;
        this.length = compact.length();
        this.check = check;
        this.checked = checked;
        this.bare = bare;
        this.grouped = grouped;
        this.context = context;
        this.anyGroups = separators.equals(ANY_GROUPS);
        long letterBits = 0;
        long digitBits = 0;
        for (int i = 0; i < length; i++) {
            letterBits |= compact.charAt(i) == 'A' ? 1L << i : 0;
            digitBits |= compact.charAt(i) == '9' ? 1L << i : 0;
        }
        letters = letterBits;
        digits = digitBits;
        for (int i = 0; i < separators.length(); i++) {
            this.separators[separators.charAt(i)] = true;
        }
        shapes = Arrays.stream(forms)
                .filter(form -> form.contains("-"))
                .mapToLong(form -> Arrays.stream(form.split("-"))
                        .mapToLong(String::length)
                        .reduce(0, (shape, group) -> Run.shape(shape, (int) group)))
                .toArray();
    }

    /**
     * Adds what the first groups of a run are, if they are this. Their length is this rule's.
     *
     * @param heard the words around them
     */
    void judge(Run run, int groups, Heard heard, Tier least, Findings found) {
        if (!hasLetters(run.letters(length))) {
            return;
        }
        boolean compact = groups == 1;
        boolean neat = !compact && (anyGroups || isNeat(run, groups));
        boolean loose = !compact && !neat;
        if (loose && (run.letters(length) != 0 || !run.isEven(groups))) {
            return;
        }
        boolean attached = run.isAttached(groups);
        Tier tier = attached || loose ? Tier.WEAK : compact ? bare : grouped;
        String why = checked ? WITH_CHECK : WITH_SHAPE;
        boolean hopeless = loose && !checked && !tier.isAtLeast(least);
        // Two words and a number are no plate, nor is what an escape begins with.
        boolean lower = kind == Kind.PLATE && ((!compact && !run.isUpper(groups)) || run.isEscaped());
        tier = lower ? Tier.WEAK : tier;
        if (!hopeless && !lower && heard.around(context, run.start(), run.end(groups)) && (checked || !loose)) {
            boolean proof = checked && !loose;
            tier = proof ? Tier.VALID : tier == Tier.VALID ? tier : Tier.LIKELY;
            why = checked ? "check digits and a word near it" : "shape and a word near it";
        } else if (checked && !attached && !loose && run.isWhole(groups)) {
            tier = Tier.VALID;
            why = "check digits, and nothing else in the text";
        }
        // The check comes last: most candidates would not be kept even if it held.
        if (tier.isAtLeast(least) && check.holds(run.compact(groups))) {
            run.add(kind, groups, tier, why, found);
        }
    }

    /** Whether the first groups of a run are those of a form, or need not be. */
    boolean mayBeNeat(Run run, int groups) {
        return anyGroups || fits(run, groups);
    }

    /** Whether it can be sure enough to be reported though no word says so: in one group, or in the groups of its form. */
    boolean isSure(boolean compact) {
        return (compact ? bare : grouped) != Tier.WEAK;
    }

    /** Whether letters and digits are where they must be, by a bit for each letter. */
    boolean hasLetters(long at) {
        return (at & letters) == letters && (at & digits) == 0;
    }

    Places places() {
        return new Places(letters, digits);
    }

    /** The same for some of the characters, as a bit for each of those. */
    boolean mayHaveLetters(long at, long of) {
        return (at & letters & of) == (letters & of) && (at & digits & of) == 0;
    }

    boolean isChecked() {
        return checked;
    }

    boolean mayBeDigits() {
        return letters == 0;
    }

    boolean mayBeginWithLetter() {
        return (digits & 1) == 0;
    }

    boolean mayBeginWithDigit() {
        return (letters & 1) == 0;
    }

    private boolean isNeat(Run run, int groups) {
        // A plate is written with a hyphen and a blank in some countries: B-MW 1234.
        byte separator = run.separator(1);
        if (separator < 0 || !separators[separator] || !(kind == Kind.PLATE || run.isEven(groups))) {
            return false;
        }
        return fits(run, groups);
    }

    /** A bit for each form's groups, all of them if the groups may be any. */
    long shapeBits() {
        return anyGroups ? -1 : Arrays.stream(shapes).map(Run::bit).reduce(0, (one, other) -> one | other);
    }

    private boolean fits(Run run, int groups) {
        long shape = run.shape(groups);
        boolean fits = false;
        for (long form : shapes) {
            fits |= form == shape;
        }
        return fits && groups <= MOST_GROUPS;
    }
}
