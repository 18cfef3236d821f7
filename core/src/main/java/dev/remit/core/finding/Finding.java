package dev.remit.core.finding;

/**
 * One thing that a checker found.
 *
 * @param code fixed and searchable: {@code unknown-key}, {@code gate-need}, {@code literal-secret}, …
 * @param message what is wrong, in one sentence
 * @param hint what to do about it, in one sentence; may be empty
 */
public record Finding(Severity severity, String code, String message, String hint, Location location) {
    public static Finding error(String code, Location location, String message, String hint) {
        return new Finding(Severity.ERROR, code, message, hint, location);
    }

    public static Finding warning(String code, Location location, String message, String hint) {
        return new Finding(Severity.WARNING, code, message, hint, location);
    }
}
