package dev.remit.gateway.http;

/**
 * An exception as a log may show it: types and places, no messages.
 *
 * <p>A message may quote a customer's values (a driver's does), so none is written anywhere.
 */
public final class Failure {
    private static final int FRAMES = 12;
    private static final int CAUSES = 6;

    private Failure() {}

    /** The classes of the failure and its causes, each with the places it came through; one line. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable at = failure;
        for (int i = 0; at != null && i < CAUSES; i++, at = at.getCause()) {
            text.append(i == 0 ? "" : " caused by ").append(at.getClass().getName());
            StackTraceElement[] frames = at.getStackTrace();
            for (int f = 0; f < Math.min(FRAMES, frames.length); f++) {
                text.append(f == 0 ? " at " : " < ").append(frames[f]);
            }
        }
        return text.toString();
    }
}
