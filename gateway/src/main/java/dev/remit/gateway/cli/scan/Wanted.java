package dev.remit.gateway.cli.scan;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Located;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.config.PrivacyFile;
import dev.remit.gateway.text.OwnKind;
import dev.remit.gateway.text.RecogniserSetting;
import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorBuilder;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Recogniser;
import dev.remit.privacy.detect.Tier;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a scan looks for.
 *
 * @param kinds all where empty
 * @param classes all where empty
 * @param prose whether to guess in sentences, by rules and by models
 * @param file what the operator looks for besides
 */
record Wanted(List<String> kinds, List<String> classes, String leastTier, boolean prose, PrivacyFile.Read file) {
    /** The models to be opened, of which each finds something that is asked for. */
    List<Located<RecogniserSetting>> recognisers() {
        List<Kind> only = only();
        List<Located<RecogniserSetting>> all = new ArrayList<>();
        for (Located<RecogniserSetting> one : prose ? file.recognisers() : List.<Located<RecogniserSetting>>of()) {
            Map<String, Kind> left = new HashMap<>(one.value().kinds());
            left.values().retainAll(only);
            if (!left.isEmpty()) {
                all.add(new Located<>(one.value().onlyFor(left), one.at()));
            }
        }
        return all;
    }

    /**
     * @param opened what {@link #recognisers} names
     * @throws Trouble where a name is not known
     */
    Detector detector(List<Recogniser> opened) {
        List<Kind> only = only();
        List<Kind> builtIn = Kind.builtIn().stream().filter(only::contains).toList();
        DetectorBuilder builder = Detector.builder().only(builtIn).atLeast(tier());
        file.kinds().stream().filter(own -> only.contains(own.kind())).forEach(own -> own.addTo(builder));
        if (prose) {
            builder.recogniser(ProseRecogniser.standard());
        }
        opened.forEach(builder::recogniser);
        return builder.build();
    }

    private List<Kind> only() {
        List<Kind> all = new ArrayList<>(Kind.builtIn());
        file.kinds().stream().map(OwnKind::kind).forEach(all::add);
        Set<String> wantedKinds =
                known("kind", kinds, all.stream().map(Kind::label).toList());
        Set<String> wantedClasses = known(
                "data class",
                classes,
                Arrays.stream(DataClass.values()).map(DataClass::label).toList());
        List<Kind> only = all.stream()
                .filter(kind -> wantedKinds.isEmpty() || wantedKinds.contains(kind.label()))
                .filter(kind -> wantedClasses.isEmpty() || wantedClasses.contains(kind.dataClass()))
                .toList();
        if (only.isEmpty()) {
            throw Trouble.usage(
                    "There is no kind that is asked for and of such a class. Leave out --kinds or --class.");
        }
        return only;
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
