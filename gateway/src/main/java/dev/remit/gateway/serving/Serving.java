package dev.remit.gateway.serving;

/** The version being served. A request takes it once and keeps it to its end, so a reload drops nothing. Thread-safe. */
public final class Serving {
    private volatile Version current;

    public Serving(Version first) {
        current = first;
    }

    public Version current() {
        return current;
    }

    public void replace(Version next) {
        current = next;
    }
}
