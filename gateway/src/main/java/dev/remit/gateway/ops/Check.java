package dev.remit.gateway.ops;

import java.util.function.BooleanSupplier;

/**
 * One thing that has to be well before the gateway can serve.
 *
 * @param name fixed, shown to whoever asks: {@code journal}, {@code sources}, {@code contracts}
 * @param passes quick and thread-safe: it looks at what is known and asks nobody, because anybody may ask it
 */
public record Check(String name, BooleanSupplier passes) {}
