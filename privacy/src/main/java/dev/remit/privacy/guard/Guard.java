package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Caught.Verdict;
import dev.remit.privacy.guard.Scanner.Wanted;
import dev.remit.privacy.handling.Redacted;
import dev.remit.privacy.pseudonym.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks for other customers' values in what is about to go out.
 *
 * <p>A text is read as a person would read it (see {@code Views}): without what nobody sees, in one case and one form of
 * Unicode, numbers without their separators, words as digits, encodings decoded. Each candidate is looked up, as a keyed
 * fingerprint, among what this grant was {@link Served} and what is {@link Fingerprints any customer's}. In the second
 * and not in the first, it is withheld, unless it is the grant's own customer's. A name, a date, a postcode or a short
 * number needs a second signal of the same customer within {@value #NEAR} chars. What lies within a value that was served
 * is that value's. Of an identifier that is withheld in part all is withheld, so that what is left does not tell why. An
 * identifier that several customers have is nobody's in particular, and goes out.
 *
 * <p>Linear in the text. Immutable and thread-safe.
 */
public final class Guard {
    /** How far apart, in chars, two weak signals support each other. */
    public static final int NEAR = 400;

    private final Fingerprints everyone;
    private final Set<String> identifiers;
    private final Unsourced unsourced;

    /**
     * @param identifiers kinds of which a made-up value counts as unsourced, such as {@code email} and {@code card}
     * @param unsourced what becomes of such a value
     */
    public Guard(Fingerprints everyone, Set<String> identifiers, Unsourced unsourced) {
        this.everyone = everyone;
        this.identifiers = Set.copyOf(identifiers);
        this.unsourced = unsourced;
    }

    /** The reference under which a customer's values are reported. */
    public long reference(String subject) {
        return everyone.prints().subject(subject);
    }

    /**
     * What of a text may go out.
     *
     * @param spans what a detector found in it; more is looked for here
     * @param served what this grant may say
     * @param caught is told what was withheld
     * @throws IndexOutOfBoundsException if a span ends beyond the text
     */
    public Released check(String text, List<Span> spans, Served served, Consumer<Caught> caught) {
        List<Caught> found = find(text, spans, served);
        found.forEach(caught);
        return redacted(text, found);
    }

    static Released redacted(String text, List<Caught> found) {
        if (found.isEmpty()) {
            return new Released(text, 0);
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        int places = 0;
        for (int i = 0; i < found.size(); places++) {
            int start = found.get(i).start();
            int end = found.get(i).end();
            for (i++; i < found.size() && found.get(i).start() < end; i++) {
                end = Math.max(end, found.get(i).end());
            }
            out.append(text, done, start).append(Redacted.TEXT);
            done = end;
        }
        return new Released(out.append(text, done, text.length()).toString(), places);
    }

    /** In the order of their places. */
    List<Caught> find(String text, List<Span> spans, Served served) {
        if (everyone.shapes() == 0 && (unsourced == Unsourced.KEEP || spans.isEmpty())) {
            return List.of();
        }
        View view = View.of(text);
        Hits hits = new Hits(everyone, served);
        Wanted wanted = new Wanted(everyone.digits(), everyone.codes(), everyone.shapes(), everyone.bounds());
        Views.scan(view, wanted.without(Shape.HOUSE), hits);
        hits.lookUp();
        List<Span> madeUp = new ArrayList<>();
        for (Span span : spans) {
            if (Forms.ADDRESSES.contains(span.kind()) && wanted.wants(Shape.HOUSE)) {
                houses(span, text, hits);
            }
            if (lookAt(span, text, served, hits) && identifiers.contains(span.kind())) {
                madeUp.add(span);
            }
        }
        if (hits.all().isEmpty() && (madeUp.isEmpty() || unsourced == Unsourced.KEEP)) {
            return List.of();
        }
        Views.scan(view, served.wanted(), hits.ours());
        names(text, hits);
        List<Span> whole = spans.stream()
                .filter(span -> identifiers.contains(span.kind()))
                .sorted(Comparator.comparingInt(Span::start))
                .toList();
        return judged(hits.all(), hits.ranges(), madeUp, whole);
    }

    /** Looks a detector's finding up; whether it has a form, and is nobody's. */
    private boolean lookAt(Span span, String text, Served served, Hits hits) {
        List<Form> forms = Forms.met(span.kind(), text.substring(span.start(), span.end()));
        boolean known = false;
        for (Form form : forms) {
            long print = everyone.prints().of(form);
            if (served.holds(print)) {
                hits.ranges().add(span.start(), span.end());
                known = true;
            } else {
                long mark = everyone.find(print);
                if (mark == -1 ? everyone.isShared(print) : served.owns(mark)) {
                    hits.ranges().add(span.start(), span.end());
                    known = true;
                } else if (mark != -1) {
                    boolean sameKind = Mark.kind(mark) == everyone.prints().kind(span.kind());
                    boolean dense = form.shape() == Shape.DIGITS
                            && everyone.dense(form.text().length());
                    boolean strong = !Mark.weak(mark) && (!dense || sameKind);
                    hits.all().add(new Hit(form.shape(), span.start(), span.end(), print, mark, strong));
                    known = true;
                }
            }
        }
        return !forms.isEmpty() && !known;
    }

    /** Looks up the addresses without a street's word within one that a detector found. */
    private void houses(Span span, String text, Hits hits) {
        View view = View.of(text.substring(span.start(), span.end()));
        Wanted houses = new Wanted(0, 0, 1L << Shape.HOUSE.number(), Bounds.any());
        new Scanner(
                        houses,
                        (shape, tagged, from, length, in, start, end) -> hits.take(
                                shape,
                                everyone.prints().of(tagged, from, length),
                                length - 1,
                                span.start() + in.start(start),
                                span.start() + in.end(end)))
                .scan(view);
    }

    /** Names matter only beside something else, and are looked for only there. */
    private void names(String text, Hits hits) {
        if ((everyone.shapes() >> Shape.NAME.number() & 1) == 0) {
            return;
        }
        Ranges near = new Ranges();
        for (Hit hit : hits.all()) {
            near.add(Math.max(0, hit.start() - NEAR), Math.min(text.length(), hit.end() + NEAR));
        }
        near.each((from, to) -> Names.in(
                text,
                from,
                to,
                (form, start, end) -> hits.take(
                        form.shape(), everyone.prints().of(form), form.text().length(), start, end)));
    }

    private List<Caught> judged(List<Hit> all, Ranges ours, List<Span> madeUp, List<Span> whole) {
        List<Hit> hits = all.stream()
                .filter(hit -> !ours.cover(hit.start(), hit.end()))
                .distinct()
                .sorted(Comparator.comparingInt(Hit::start))
                .toList();
        List<Caught> found = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            if (hit.strong() || isSupported(hits, i)) {
                found.add(new Caught(
                        Verdict.OTHER_CUSTOMERS,
                        hit.shape().name().toLowerCase(Locale.ROOT),
                        hit.start(),
                        hit.end(),
                        Mark.subject(hit.mark())));
            }
        }
        widen(found, whole);
        if (unsourced == Unsourced.REDACT) {
            Ranges hit = new Ranges();
            hits.forEach(one -> hit.add(one.start(), one.end()));
            for (Span span : madeUp) {
                boolean covered = ours.cover(span.start(), span.end()) || hit.touch(span.start(), span.end());
                if (!covered) {
                    found.add(new Caught(Verdict.UNSOURCED, span.kind(), span.start(), span.end(), 0));
                }
            }
        }
        found.sort(Comparator.comparingInt(Caught::start));
        return found;
    }

    /** Withholds all of an identifier of which a part is: an invented one goes as a whole, too. Both are in order. */
    private static void widen(List<Caught> found, List<Span> whole) {
        int first = 0;
        for (int i = 0; i < found.size(); i++) {
            Caught one = found.get(i);
            while (first < whole.size() && whole.get(first).end() <= one.start()) {
                first++;
            }
            int start = one.start();
            int end = one.end();
            for (int j = first; j < whole.size() && whole.get(j).start() < one.end(); j++) {
                start = Math.min(start, whole.get(j).start());
                end = Math.max(end, whole.get(j).end());
            }
            found.set(i, new Caught(one.verdict(), one.shape(), start, end, one.reference()));
        }
    }

    /** Whether something else of the same customer stands near; two names, or twice the same value, are one signal. */
    private static boolean isSupported(List<Hit> hits, int index) {
        for (int step = -1; step <= 1; step += 2) {
            for (int i = index + step; i >= 0 && i < hits.size(); i += step) {
                Hit hit = hits.get(index);
                Hit other = hits.get(i);
                if (Math.abs(other.start() - hit.start()) > NEAR) {
                    break;
                }
                boolean apart = other.end() <= hit.start() || other.start() >= hit.end(); // else they are one
                boolean bothNames = hit.shape() == Shape.NAME && other.shape() == Shape.NAME;
                if (Mark.subject(hit.mark()) == Mark.subject(other.mark())
                        && apart
                        && hit.print() != other.print()
                        && !bothNames) {
                    return true;
                }
            }
        }
        return false;
    }
}
