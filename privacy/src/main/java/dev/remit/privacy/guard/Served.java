package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Scanner.Wanted;

/**
 * What one grant may say: the values that it was served, what the customer said, and what is the customer's own. As
 * fingerprints, so it holds no value. Bounded: what comes after the bound is not in it, and so counts as not served.
 * Thread-safe.
 */
public final class Served {
    /** Most fingerprints, unless said otherwise; a value has one to three. */
    public static final int MOST = 1_000_000;

    private final Fingerprinter prints;
    private final int most;
    private final LongSet values = new LongSet();
    private volatile long digits;
    private volatile long codes;
    private volatile long shapes;
    private volatile long own;

    /** Nothing yet, and room for {@link #MOST}. */
    public Served(Fingerprinter prints) {
        this(prints, MOST);
    }

    /**
     * Nothing yet.
     *
     * @param most fingerprints, positive
     */
    public Served(Fingerprinter prints, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the bound of what is served is positive");
        }
        this.prints = prints;
        this.most = most;
    }

    /** A value was served. */
    public void add(String kind, String value) {
        for (Form form : Forms.of(kind, value)) {
            add(form.shape(), form.text().length(), prints.of(form));
        }
    }

    /** The customer said this: all that it could mean may be said again. */
    public void said(String text) {
        View view = View.of(text);
        Views.scan(
                view,
                Wanted.ALL,
                (shape, tagged, from, length, _, _, _) -> add(shape, length - 1, prints.of(tagged, from, length)));
        Names.in(
                text,
                0,
                text.length(),
                (form, _, _) -> add(form.shape(), form.text().length(), prints.of(form)));
    }

    /**
     * Whose conversation it is: what is known as this customer's may be said.
     *
     * @param subject the customer's key, as the fingerprints have it
     */
    public void belongsTo(String subject) {
        own = prints.subject(subject);
    }

    /** Whether a mark is this customer's; none is where the customer is not known. */
    boolean owns(long mark) {
        return own != 0 && Mark.subject(mark) == own;
    }

    private synchronized void add(Shape shape, int length, long print) {
        if (values.size() == most) {
            return;
        }
        shapes |= 1L << shape.number();
        digits |= shape == Shape.DIGITS ? 1L << length : 0;
        codes |= shape == Shape.CODE ? 1L << length : 0;
        values.add(print);
    }

    boolean holds(long print) {
        return values.contains(print);
    }

    /** What to look for in a text so as to find these. */
    Wanted wanted() {
        return new Wanted(digits, codes, shapes, Wanted.ALL.bounds());
    }

    /** How many fingerprints there are. */
    public int size() {
        return values.size();
    }
}
