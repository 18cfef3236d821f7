package dev.remit.privacy.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Says what a detector looks for. Not thread-safe. */
public final class DetectorBuilder {
    private static final List<String> REGIONS = List.of(
            "US", "GB", "DE", "FR", "ES", "IT", "NL", "IN", "BR", "AU", "CN", "JP", "MX", "KR", "PL", "TR", "SE", "BE", "CH",
            "AT", "IL", "ZA", "SG", "PH");

    private final boolean[] enabled = new boolean[Kind.builtIn().size()];
    private final List<Recogniser> recognisers = new ArrayList<>();
    private Tier least = Tier.LIKELY;
    private List<String> regions = REGIONS;

    DetectorBuilder() {
        Arrays.fill(enabled, true);
    }

    /** Only these of the built-in kinds, whether found by structure or by a recogniser. */
    public DetectorBuilder only(Collection<Kind> kinds) {
        Arrays.fill(enabled, false);
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
        return new Detector(new Settings(enabled.clone(), least, List.copyOf(recognisers), regions));
    }

    private void set(Kind kind, boolean on) {
        if (kind.order() >= enabled.length) {
            throw new IllegalArgumentException(kind + " is not a built-in kind; it is found if it is added");
        }
        enabled[kind.order()] = on;
    }
}
