package dev.remit.gateway.record;

/** What Jazzer calls; which surface it is, the property {@code remit.fuzz.surface} says. */
public final class RecordFuzzTarget {
    private static final RecordSurface SURFACE =
            RecordSurface.valueOf(System.getProperty("remit.fuzz.surface", RecordSurface.LEAF.name()));

    private RecordFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        SURFACE.read(input);
    }
}
