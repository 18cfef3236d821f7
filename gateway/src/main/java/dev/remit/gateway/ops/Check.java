package dev.remit.gateway.ops;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be well before the gateway can serve.
 *
 * @param name fixed, shown to whoever asks: {@code journal}, {@code sources}, {@code contracts}
 * @param passes quick and thread-safe: it looks at what is known and asks nobody, because anybody may ask it
 * @param why a fixed word for what is wrong, or null; shown like the name, also where it passes. As quick
 */
public record Check(String name, BooleanSupplier passes, Supplier<@Nullable String> why) {
    public Check(String name, BooleanSupplier passes) {
        this(name, passes, () -> null);
    }

    /** One that passes while there is no word for what is wrong. */
    public static Check of(String name, Supplier<@Nullable String> why) {
        return new Check(name, () -> why.get() == null, why);
    }
}
