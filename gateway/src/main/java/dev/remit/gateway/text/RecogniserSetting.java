package dev.remit.gateway.text;

import dev.remit.privacy.detect.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A recogniser that the operator adds to what is found in text.
 *
 * @param plugin the folder of jars that has it
 * @param model what it reads texts with, in the plug-in's own form
 * @param kinds by the model's names for what it finds
 * @param least how probable it must be, more than 0 and less than 1
 * @param within how long it may take over a part of a text
 */
public record RecogniserSetting(Path plugin, Path model, Map<String, Kind> kinds, double least, Duration within) {
    /** Takes its own copy. */
    public RecogniserSetting {
        kinds = Map.copyOf(kinds);
    }

    /** The same for fewer kinds. */
    public RecogniserSetting onlyFor(Map<String, Kind> fewer) {
        return new RecogniserSetting(plugin, model, fewer, least, within);
    }
}
