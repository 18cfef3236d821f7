package dev.remit.gateway.cli.scan;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.finding.Nearest;
import dev.remit.gateway.cli.Trouble;
import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorBuilder;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a scan looks for.
 *
 * @param kinds all where empty
 * @param classes all where empty
 */
record Wanted(List<String> kinds, List<String> classes, String leastTier, boolean prose) {
    /** @throws Trouble where a name is not known */
    Detector detector() {
        Set<String> wantedKinds =
                known("kind", kinds, Kind.builtIn().stream().map(Kind::label).toList());
        Set<String> wantedClasses = known(
                "data class",
                classes,
                Arrays.stream(DataClass.values()).map(DataClass::label).toList());
        List<Kind> only = Kind.builtIn().stream()
                .filter(kind -> wantedKinds.isEmpty() || wantedKinds.contains(kind.label()))
                .filter(kind -> wantedClasses.isEmpty() || wantedClasses.contains(kind.dataClass()))
                .toList();
        if (only.isEmpty()) {
            throw Trouble.usage(
                    "There is no kind that is asked for and of such a class. Leave out --kinds or --class.");
        }
        DetectorBuilder builder = Detector.builder().only(only).atLeast(tier());
        return (prose ? builder.recogniser(ProseRecogniser.standard()) : builder).build();
    }

    private Tier tier() {
        List<String> tiers = Arrays.stream(Tier.values())
                .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                .toList();
        known("tier", List.of(leastTier), tiers);
        return Tier.valueOf(leastTier.strip().toUpperCase(Locale.ROOT));
    }

    private static Set<String> known(String what, List<String> given, List<String> names) {
        Set<String> known = new TreeSet<>();
        for (String each : given) {
            String name = each.strip().toLowerCase(Locale.ROOT);
            if (!names.contains(name)) {
                throw Trouble.usage("There is no " + what + " '" + each.strip() + "'. "
                        + Nearest.hint(name, names, "There are: " + String.join(", ", names) + "."));
            }
            known.add(name);
        }
        return known;
    }
}
