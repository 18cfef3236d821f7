package dev.remit.ledger.fuzz;

/** What Jazzer calls; which surface it is, the property {@code remit.fuzz.surface} says. */
public final class FuzzTarget {
    private static final Surface SURFACE = Surface.valueOf(System.getProperty("remit.fuzz.surface", "NOTE"));

    private FuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        SURFACE.read(input);
    }
}
