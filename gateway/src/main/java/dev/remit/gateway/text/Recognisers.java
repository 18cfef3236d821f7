package dev.remit.gateway.text;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Located;
import dev.remit.privacy.detect.Recogniser;
import dev.remit.privacy.detect.RecogniserPlugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The recognisers that are open, by what the operator says of them. Thread-safe; the recognisers are as well. */
public final class Recognisers implements AutoCloseable {
    /** None. */
    public static final Recognisers NONE = new Recognisers(new LinkedHashMap<>());

    private static final String CODE = "recogniser";

    private final SequencedMap<RecogniserSetting, RecogniserPlugin.Model> open;

    private Recognisers(SequencedMap<RecogniserSetting, RecogniserPlugin.Model> open) {
        this.open = open;
    }

    /** Opens all; where one cannot be, why is among the findings, and what comes back is {@link #NONE}. */
    public static Recognisers open(List<Located<RecogniserSetting>> wanted, Findings findings) {
        return NONE.next(wanted, findings);
    }

    /**
     * Opens what is not open here and takes the rest from here, so that both are to be closed: {@link #closeBut} this one
     * or the next. Where one cannot be opened, why is among the findings, and what comes back is this one.
     */
    public Recognisers next(List<Located<RecogniserSetting>> wanted, Findings findings) {
        Recognisers next = new Recognisers(new LinkedHashMap<>());
        boolean all = true;
        for (Located<RecogniserSetting> one : wanted) {
            RecogniserPlugin.Model kept = open.get(one.value());
            if (kept == null) {
                kept = next.open.get(one.value());
            }
            if (kept == null) {
                kept = opened(one, findings);
            }
            if (kept == null) {
                all = false;
            } else {
                next.open.put(one.value(), kept);
            }
        }
        if (!all) {
            next.closeBut(this);
            return this;
        }
        return next;
    }

    private static RecogniserPlugin.@Nullable Model opened(Located<RecogniserSetting> one, Findings findings) {
        RecogniserSetting setting = one.value();
        RecogniserPlugin plugin;
        try {
            plugin = PluginFolder.plugin(setting.plugin());
        } catch (IllegalArgumentException e) {
            findings.error(
                    CODE,
                    one.at(),
                    String.valueOf(e.getMessage()),
                    "Build it with './mvnw package -DskipTests -pl neural -am', and name the folder neural/target/neural"
                            + " or a copy of it.");
            return null;
        }
        RecogniserPlugin.Wanted wanted =
                new RecogniserPlugin.Wanted(setting.model(), setting.kinds(), setting.least(), setting.within());
        try {
            return switch (plugin.open(wanted)) {
                case RecogniserPlugin.Opened.Ready(RecogniserPlugin.Model model) -> model;
                case RecogniserPlugin.Opened.Refused(String why, String advice) -> {
                    findings.error(CODE, one.at(), why, advice);
                    yield null;
                }
            };
        } catch (LinkageError e) {
            findings.error(
                    CODE,
                    one.at(),
                    "The plug-in in " + setting.plugin() + " does not fit this gateway: " + e + ".",
                    "Build both from the same version.");
            return null;
        }
    }

    /** In the operator's order. */
    public List<Recogniser> all() {
        return List.copyOf(open.sequencedValues());
    }

    /** Waits for those who are being asked. */
    @Override
    public void close() {
        open.values().forEach(RecogniserPlugin.Model::close);
    }

    /** Closes those that are not kept elsewhere. */
    public void closeBut(Recognisers kept) {
        for (Map.Entry<RecogniserSetting, RecogniserPlugin.Model> one : open.entrySet()) {
            if (!kept.open.containsKey(one.getKey())) {
                one.getValue().close();
            }
        }
    }
}
