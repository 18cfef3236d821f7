package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import dev.remit.gateway.text.OwnKind;
import dev.remit.gateway.text.Passing;
import dev.remit.gateway.text.RecogniserSetting;
import dev.remit.privacy.detect.Kind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of {@code recognisers} in {@code privacy.yaml}. Whether what it names is there and fits is told when it is opened. */
final class RecogniserReader {
    private static final BigDecimal LEAST_SURE = new BigDecimal("0.5");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Key<String> PLUGIN = Key.required(
            "plugin", Shapes.text(1_000), "The folder of the plug-in's jars, relative to the configuration folder.");
    private static final Key<String> MODEL = Key.required(
            "model",
            Shapes.text(1_000),
            "The folder of the model, relative to the configuration folder: model.onnx, tokenizer.json and config.json.");
    private static final Key<List<Named<String>>> KINDS = Key.required(
            "kinds",
            Shapes.named(
                    Shapes.text("a label of the model", Pattern.compile("\\S{1,100}"), 100),
                    Shapes.text("a kind, such as person or place", Pattern.compile("[a-z][a-z0-9-]{0,39}"), 40),
                    1,
                    200),
            "By the model's labels, without B- or I-, the kinds that they are. Labels that are not named are not looked"
                    + " for.");
    private static final Key<BigDecimal> LEAST = Key.optional(
            "least",
            Shapes.decimal(),
            "How probable it must be for the model, more than 0 and less than 1; 0.5 unless said.");
    private static final Key<Duration> WITHIN = Key.optional(
            "within",
            Shapes.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            "How long 32 KiB of a text may take, waiting included, before the text is not released; 30s unless said.");

    /** What may stand there. */
    static final ObjectShape SHAPE = ObjectShape.of("a recogniser", PLUGIN, MODEL, KINDS, LEAST, WITHIN);

    private final Path folder;
    private final List<OwnKind> own;
    private final Findings findings;

    /**
     * @param folder the configuration folder
     * @param own the operator's kinds, which may be named as well
     */
    RecogniserReader(Path folder, List<OwnKind> own, Findings findings) {
        this.folder = folder;
        this.own = own;
        this.findings = findings;
    }

    /** Null where something is wrong, which is among the findings. */
    @Nullable
    Located<RecogniserSetting> read(Values values) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        boolean right = true;
        for (Named<String> each : values.get(KINDS, List.of())) {
            Kind kind = each.value() == null ? null : kind(each, each.value());
            right &= kind != null;
            if (kind != null) {
                kinds.put(each.name(), kind);
            }
        }
        BigDecimal least = values.get(LEAST, LEAST_SURE);
        if (least.signum() <= 0 || least.compareTo(BigDecimal.ONE) >= 0) {
            findings.error(
                    "bad-value",
                    values.at(LEAST),
                    "Expected a number more than 0 and less than 1, but found " + least.toPlainString() + ".",
                    "Write one such as 0.5; less finds more, and more that is none.");
            right = false;
        }
        String plugin = values.get(PLUGIN);
        String model = values.get(MODEL);
        if (!right || kinds.isEmpty() || plugin == null || model == null) {
            return null;
        }
        return new Located<>(
                new RecogniserSetting(
                        folder.resolve(plugin).normalize(),
                        folder.resolve(model).normalize(),
                        kinds,
                        least.doubleValue(),
                        values.get(WITHIN, LONGEST)),
                values.at());
    }

    private @Nullable Kind kind(Named<String> label, String name) {
        Map<String, Kind> known = new LinkedHashMap<>();
        Kind.builtIn().forEach(each -> known.put(each.label(), each));
        own.forEach(each -> known.put(each.kind().label(), each.kind()));
        Kind kind = known.get(name);
        if (kind == null) {
            findings.error(
                    "bad-value",
                    label.at(),
                    "There is no kind '" + name + "'.",
                    Nearest.hint(
                            name, known.keySet(), "Write one such as 'person', or add it to 'kinds:' of this file."));
            return null;
        }
        if (Passing.everywhere(kind)) {
            findings.error(
                    "bad-value",
                    label.at(),
                    "The kind '" + name + "' is of class " + kind.dataClass() + ", which stays in every text.",
                    "Leave '" + label.name() + "' out, or name a kind that does not stay.");
            return null;
        }
        return kind;
    }
}
