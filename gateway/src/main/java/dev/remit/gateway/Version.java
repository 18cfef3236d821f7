package dev.remit.gateway;

/** The program's version. */
public final class Version {
    private Version() {}

    /** As the build wrote it; {@code development} where it runs from classes. */
    public static String text() {
        String written = Version.class.getPackage().getImplementationVersion();
        return written == null ? "development" : written;
    }
}
