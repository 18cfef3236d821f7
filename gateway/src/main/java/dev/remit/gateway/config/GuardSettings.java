package dev.remit.gateway.config;

import dev.remit.core.catalog.Kind;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code guard} in {@code privacy.yaml}: answers are checked for other customers' values.
 *
 * @param rebuild how old what they are checked against may become before it is read anew
 * @param own by kind, values of the business itself, which are never withheld
 */
public record GuardSettings(Duration rebuild, Map<String, List<String>> own) {
    private static final Duration DAY = Duration.ofDays(1);

    /** As the catalog names them, and as the detector does. */
    private static final Set<String> KINDS = Stream.concat(
                    Stream.of(Kind.values()).map(Kind::label),
                    dev.remit.privacy.detect.Kind.builtIn().stream().map(dev.remit.privacy.detect.Kind::label))
            .collect(Collectors.toUnmodifiableSet());

    private static final Key<Duration> REBUILD = Key.optional(
            "rebuild",
            Shapes.duration(Duration.ofMinutes(10), Duration.ofDays(30)),
            "How often all protected values are read anew; 24h unless said.");
    private static final Key<List<Named<List<Located<String>>>>> OWN = Key.optional(
            "own",
            Shapes.named(
                    Shapes.text("a kind, such as phone or email", Pattern.compile("[a-z][a-z-]{0,39}"), 40),
                    Shapes.list(Shapes.text(500), 1, 1_000),
                    0,
                    100),
            "By kind, values of the business itself, such as its telephone numbers: they are never withheld.");

    /** What may stand there. */
    static final ObjectShape SHAPE = ObjectShape.of("the guard", REBUILD, OWN);

    public GuardSettings {
        own = Map.copyOf(own);
    }

    static GuardSettings of(Values values, Findings findings) {
        Map<String, List<String>> own = new LinkedHashMap<>();
        for (Named<List<Located<String>>> kind : values.get(OWN, List.of())) {
            @Nullable List<Located<String>> all = kind.value();
            if (!KINDS.contains(kind.name())) {
                findings.error(
                        "bad-value",
                        kind.at(),
                        "'" + kind.name() + "' is no kind of the catalog or the detector.",
                        Nearest.hint(kind.name(), KINDS, "Write one such as 'phone' or 'email'."));
            } else if (all != null) {
                own.put(kind.name(), all.stream().map(Located::value).toList());
            }
        }
        return new GuardSettings(values.get(REBUILD, DAY), own);
    }
}
