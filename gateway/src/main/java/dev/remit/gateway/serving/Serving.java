package dev.remit.gateway.serving;

import java.util.concurrent.atomic.AtomicReference;

/** The version being served. A request takes it once and keeps it to its end, so a reload drops nothing. Thread-safe. */
public final class Serving {
    private final AtomicReference<Version> current;

    public Serving(Version first) {
        current = new AtomicReference<>(first);
    }

    public Version current() {
        return current.get();
    }

    public void replace(Version next) {
        current.set(next);
    }
}
