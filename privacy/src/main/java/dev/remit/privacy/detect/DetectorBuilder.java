package dev.remit.privacy.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Says what a detector looks for. Not thread-safe. */
public final class DetectorBuilder {
    private static final List<String> REGIONS = List.of(
            "US", "GB", "DE", "FR", "ES", "IT", "NL", "IN", "BR", "AU", "CN", "JP", "MX", "KR", "PL", "TR", "SE", "BE",
            "CH", "AT", "IL", "ZA", "SG", "PH");

    private final BitSet enabled = new BitSet();
    private final List<Recogniser> recognisers = new ArrayList<>();
    private Tier least = Tier.LIKELY;
    private List<String> regions = REGIONS;

    DetectorBuilder() {
        enabled.set(0, Kind.builtIn().size());
    }

    /** Only these of the built-in kinds, whether found by structure or by a recogniser. */
    public DetectorBuilder only(Collection<Kind> kinds) {
        enabled.clear();
        for (Kind kind : kinds) {
            set(kind, true);
        }
        return this;
    }

    /** None of these built-in kinds. */
    public DetectorBuilder without(Collection<Kind> kinds) {
        for (Kind kind : kinds) {
            set(kind, false);
        }
        return this;
    }

    /** Drops findings that are less sure; {@link Tier#LIKELY} unless said. */
    public DetectorBuilder atLeast(Tier tier) {
        least = tier;
        return this;
    }

    /** A recogniser, asked after those added before. */
    public DetectorBuilder recogniser(Recogniser recogniser) {
        recognisers.add(recogniser);
        return this;
    }

    /**
     * Words and phrases that are of a kind wherever they stand; case and what separates their words do not matter.
     *
     * @throws IllegalArgumentException if an entry has no letter or digit, or more than 16 words
     */
    public DetectorBuilder dictionary(Kind kind, Collection<String> entries) {
        return recogniser(new Dictionary(kind, entries, "an entry of a dictionary"));
    }

    /**
     * Values that are known to be protected, such as those of a customer. Found like entries of a dictionary.
     *
     * @throws IllegalArgumentException if a value has no letter or digit, or more than 16 words
     */
    public DetectorBuilder knownValues(Collection<String> values) {
        return recogniser(new Dictionary(Kind.KNOWN_VALUE, values, "a value that is known"));
    }

    /**
     * A regular expression in the syntax of RE2, so without back-references and look-around, matched in linear time.
     *
     * @throws IllegalArgumentException if it is not valid, saying where, or if it matches the empty text
     */
    public DetectorBuilder pattern(Kind kind, String expression) {
        return recogniser(new Patterns(kind, expression));
    }

    /**
     * The countries that a phone number without a country code may be of, the likeliest first.
     *
     * @param codes ISO 3166-1 alpha-2, such as {@code DE}
     */
    public DetectorBuilder phoneRegions(List<String> codes) {
        regions = List.copyOf(codes);
        return this;
    }

    /** The detector; this may be used further. */
    public Detector build() {
        return new Detector(new Settings((BitSet) enabled.clone(), least, List.copyOf(recognisers), regions));
    }

    private void set(Kind kind, boolean on) {
        if (kind.order() >= Kind.builtIn().size()) {
            throw new IllegalArgumentException(kind + " is not a built-in kind; it is found if it is added");
        }
        enabled.set(kind.order(), on);
    }
}
