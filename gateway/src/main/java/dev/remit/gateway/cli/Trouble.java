package dev.remit.gateway.cli;

/**
 * Why a command ends without having done its work, in the words that its user reads: {@code remit: <what happened>.
 * <what to do>.} Thrown up to the one place that prints it.
 */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Trouble(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The answer is no. */
    public static Trouble no(String message) {
        return new Trouble(ExitCode.NO, message);
    }

    /** The command was used wrongly. */
    public static Trouble usage(String message) {
        return new Trouble(ExitCode.USAGE, message);
    }

    /** Something failed. */
    public static Trouble failed(String message) {
        return new Trouble(ExitCode.FAILED, message);
    }

    /** One of {@link ExitCode}'s. */
    public int exitCode() {
        return exitCode;
    }

    /** What happened and what to do, as sentences. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
