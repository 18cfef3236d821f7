package dev.remit.gateway.cli;

/** What the program exits with, the same for every command. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;

    /** The answer is no: findings, failed tests, something newly allowed, a refusal. */
    public static final int NO = 1;

    /** The command was used wrongly. */
    public static final int USAGE = 2;

    /** Something failed: a file, a socket, a gateway that does not answer. */
    public static final int FAILED = 3;

    private ExitCode() {}
}
