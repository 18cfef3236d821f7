package dev.remit.gateway.mcp;

import org.jspecify.annotations.Nullable;

/**
 * A failure for the log without its messages: those may hold what a customer or a source wrote.
 */
final class Trail {
    private static final int MAX_CAUSES = 8;
    private static final int MAX_FRAMES = 12;

    private Trail() {}

    /** The classes of the failure and its causes, each with the places it came through. */
    static String of(Throwable failure) {
        StringBuilder trail = new StringBuilder();
        @Nullable Throwable next = failure;
        for (int i = 0; i < MAX_CAUSES && next != null; i++) {
            trail.append(i == 0 ? "" : " caused by ").append(next.getClass().getName());
            StackTraceElement[] frames = next.getStackTrace();
            for (int f = 0; f < Math.min(MAX_FRAMES, frames.length); f++) {
                trail.append(f == 0 ? " at " : " < ").append(frames[f]);
            }
            next = next.getCause();
        }
        return trail.toString();
    }
}
